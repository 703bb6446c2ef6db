"""Questions of translators, and whom they reach."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.base.models import TranslationComment
from home.models import NewsPage
from tests.base.translation.editor.work import Form, editor_url
from tests.base.translation.work import Commit, SignIn
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_questions_reach_the_authors(signed_in: SignIn, news: NewsPage, run: Commit, mailoutbox: list[Any]) -> None:
    author = get_user_model().objects.get(username="coordinator")
    NewsPage.objects.filter(pk=news.pk).update(owner=author)
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    form.data[f"comment-{form.id('Title')}"] = "Which Rome?"
    form.send(run=run)
    (mail,) = mailoutbox
    assert (mail.to, "Which Rome?" in mail.body) == ([author.email], True)
    url = editor_url(news, "nl", "translation_comments")
    comment = TranslationComment.objects.get()
    with run(execute=True):
        answered = signed_in("coordinator").post(url, {"about": comment.pk, "text": "In Italy.", "resolve": "1"})
    assert answered.status_code == 302
    assert "In Italy." in client.get(editor_url(news)).text
    assert not TranslationComment.objects.filter(is_resolved=False).exists()
    assert signed_in("translator-lt").get(url).status_code == 302, "not theirs"


def test_questions_about_a_partners_page_reach_its_editors(
    signed_in: SignIn, run: Commit, mailoutbox: list[Any]
) -> None:
    with run(execute=True):
        practice = make_practice("csci", title="Theirs")
    client = signed_in("translator-nl")
    form = Form(client, editor_url(practice))
    form.data[f"comment-{form.id('Title')}"] = "Whose\x00?"
    form.send(run=run)
    assert [each.to for each in mailoutbox] == [["partner-csci@example.org"]]
    comment = TranslationComment.objects.get()
    assert comment.text == "Whose?"
    partner, home = signed_in("partner-csci"), reverse("wagtailadmin_home")
    assert "Whose?" in partner.get(home).text
    assert "Whose?" not in signed_in("partner-kpmpc").get(home).text
    assert "Whose?" not in client.get(home).text
    url = editor_url(practice, "nl", "translation_comments")
    assert partner.post(url, {"about": "9" * 5000, "text": "Ours."}).status_code in (302, 404)
    assert TranslationComment.objects.count() == 1
    with run(execute=True):
        partner.post(url, {"about": comment.pk, "text": "Ours."})
    assert "Whose?" not in partner.get(home).text
    assert "Ours." in client.get(home).text
    assert "Questions" in client.get(reverse("translation_desk"), {"q": "Theirs"}).text


def test_questions_about_what_is_nobodys_reach_the_coordinators(
    signed_in: SignIn, news: NewsPage, run: Commit, mailoutbox: list[Any]
) -> None:
    news.revisions.update(user=None)
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    form.data[f"comment-{form.id('Title')}"] = "Which Rome?"
    form.send(run=run)
    assert [each.to for each in mailoutbox] == [["coordinator@example.org"]]
    assert "Which Rome?" in signed_in("coordinator").get(reverse("wagtailadmin_home")).text
