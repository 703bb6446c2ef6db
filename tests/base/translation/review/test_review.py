"""Where the site asks for it, a second person reads a translation before it is published, however that is done."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail_localize.models import TemplateSegment

from cms.base.errors import RefusedChange
from cms.base.models import TranslationItem, TranslationReview, TranslationSettings
from home.models import NewsPage
from practices.models import PracticePage
from tests.base.admin import fresh, messages
from tests.base.translation.editor.work import ALL, Form, change, editor_url
from tests.base.translation.work import Commit, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


@pytest.fixture
def news(news: NewsPage) -> NewsPage:
    """Its translations are reviewed."""
    TranslationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"needs_review": True})
    return news


@pytest.fixture
def colleague(django_user_model: Any) -> Client:
    """Another translator into Dutch."""
    user = django_user_model.objects.create_user("second", "second@example.org")
    user.groups.add(Group.objects.get(role__key="translators-nl"))
    client = Client()
    client.force_login(user)
    return client


def dutch_of(page: Page) -> NewsPage:
    return NewsPage.objects.get(translation_key=page.translation_key, locale__language_code="nl")


def state(page: Page) -> str:
    return TranslationItem.objects.get(object_key=str(page.translation_key), locale__language_code="nl").state


def panel(client: Client, name: str) -> str:
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return soup.select_one(f"section[id^={name}]").get_text()


def submit(client: Client, page: Page, run: Commit, **texts: str) -> None:
    form = Form(client, f"{editor_url(page)}?show=all")
    form.write(**texts).send("submit", run)


def decide(client: Client, page: Page, run: Commit, action: str, **more: str) -> Any:
    seen = client.get(editor_url(page)).context.get("seen", "")
    with run(execute=True):
        return client.post(editor_url(page), {"action": action, "seen": seen, **more})


def test_translated_reviewed_published(signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    unbegun = client.get(editor_url(news)).text
    assert "Save and submit for review" in unbegun
    assert "Save and publish" not in unbegun
    submit(client, news, run, Title=ALL["Title"])
    assert not TranslationReview.objects.exists(), "not before all is translated"
    mail.outbox.clear()
    submit(client, news, run, **ALL)
    assert state(news) == "review"
    (row,) = TranslationItem.objects.filter(state="review")
    assert row.waiting_since >= TranslationReview.objects.get().submitted, "for its reviewer"
    assert [each.to for each in mail.outbox] == [["second@example.org"]]
    waiting = "Waiting for your review"
    assert waiting in panel(colleague, "translate-nl")
    assert waiting not in panel(client, "translate-nl")
    assert waiting in panel(signed_in("coordinator"), "translations")
    own = client.get(editor_url(news))
    assert "Approve and publish" not in own.text
    assert decide(client, news, run, "approve").status_code in (302, 403)
    assert not dutch_of(news).live, "nobody approves their own work"
    assert "Approve and publish" in colleague.get(editor_url(news)).text
    decide(colleague, news, run, "approve")
    assert dutch_of(news).live
    assert dutch_of(news).title == ALL["Title"]
    assert state(news) == "current"


def test_what_the_editor_shows_is_read_once(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(editor_url(news)).context["must_be_reviewed"]
    for model, times in {TranslationSettings: 1, TemplateSegment: 1, PracticePage: 0}.items():
        read = [query["sql"] for query in queries if f'FROM "{model._meta.db_table}"' in query["sql"]]
        assert len(read) == times, read


def test_no_way_around(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    with run(execute=True):
        client.post(editor_url(news), {"action": "publish"})
        client.post(f"/admin/pages/{dutch_of(news).pk}/edit/", {"action": "publish", "publish-incomplete": "1"})
    dutch = dutch_of(news)
    with pytest.raises(RefusedChange):
        dutch.latest_revision.publish()
    assert not fresh(dutch).live


def test_sent_back_with_words_and_submitted_again(
    signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit
) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    assert "Say what has to be changed." in messages(colleague.get(decide(colleague, news, run, "send-back").url))
    decide(colleague, news, run, "send-back", words="A title is shorter.")
    assert state(news) == "returned"
    assert "Sent back by the reviewer" in panel(client, "translate-nl")
    assert "Taken by you" in panel(client, "translate-nl")
    assert TranslationItem.objects.get(state="returned").taken_by.username == "translator-nl", "the desk says the same"
    assert "A title is shorter." in client.get(editor_url(news)).text
    submit(client, news, run, Title="Bijeen in Rome")
    old = colleague.get(editor_url(news)).context["seen"]
    submit(client, news, run, Title="In Rome")
    with run(execute=True):
        colleague.post(editor_url(news), {"action": "approve", "seen": old})
    assert not dutch_of(news).live, "that is not what was read"
    decide(colleague, news, run, "approve")
    assert dutch_of(news).title == "In Rome"
    form = Form(client, f"{editor_url(news)}?show=all").write(Title="Weer anders")
    form.send("publish", run)
    assert dutch_of(news).title == "In Rome", "what is new is read again"


def test_what_readers_saw_before_needs_no_review(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    TranslationSettings.objects.update(needs_review=False)
    Form(signed_in("translator-nl"), editor_url(news)).write(**ALL).send("publish", run)
    TranslationSettings.objects.update(needs_review=True)
    dutch = dutch_of(news)
    with run(execute=True):
        dutch.latest_revision.publish()
    assert fresh(dutch).live


def test_an_update_shows_what_has_changed(signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    decide(colleague, news, run, "approve")
    page = BeautifulSoup(client.get(editor_url(news)).content, "html.parser")
    assert page.select_one("[data-current]")
    (button,) = page.select("button[value=submit]")
    assert button.has_attr("hidden"), "there is nothing yet"
    assert not page.select("button[value=publish]")
    form = Form(client, editor_url(news))
    form.send("submit", run)
    assert not TranslationReview.objects.filter(decided=None).exists()
    change(news, run, "<p>We met in Rome, twice.</p>")
    submit(client, news, run, Title="Bijeen in Rome", Text__Text="We kwamen tweemaal bijeen in Rome.")
    form = Form(colleague, editor_url(news))
    assert form.labels == ["Title", "Text · Text"], "what is to be read"
    title, text = (form.row(label) for label in form.labels)
    assert [each.get_text() for each in title.select(".translate__difference :is(del, ins)")] == [
        "Bijeenkomst",
        "Bijeen",
    ]
    assert [each.get_text() for each in text.select(".translate__source ins")] == [", twice"]
    assert "tweemaal" in [each.get_text(strip=True) for each in text.select(".translate__target ins")]
    assert title.select_one(f"header a[href='#text-{form.id('Text · Text')}']"), "the way to the next"


def test_of_two_at_once_the_first_decides(signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit) -> None:
    submit(signed_in("translator-nl"), news, run, **ALL)
    decide(signed_in("coordinator"), news, run, "send-back", words="Not yet.")
    assert decide(colleague, news, run, "approve").status_code in (302, 404)
    assert not dutch_of(news).live


def test_whoever_corrects_has_it_read_by_somebody_else(
    signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit
) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    form = Form(colleague, f"{editor_url(news)}?show=all").write(Title="Van de ander")
    form.send("approve", run)
    assert not dutch_of(news).live, "nobody else has read it"
    assert "Approve and publish" not in colleague.get(editor_url(news)).text
    mail.outbox.clear()
    submit(colleague, news, run)
    assert [each.to for each in mail.outbox] == [["translator-nl@example.org"]]
    decide(client, news, run, "approve")
    assert dutch_of(news).title == "Van de ander"


def test_what_is_corrected_and_sent_back_is_saved(
    signed_in: SignIn, colleague: Client, news: NewsPage, run: Commit
) -> None:
    client = signed_in("translator-nl")
    submit(client, news, run, **ALL)
    Form(colleague, f"{editor_url(news)}?show=all").write(Title="Van de ander").send("send-back", run, words="So?")
    form = Form(client, f"{editor_url(news)}?show=all")
    assert form.box("Title") == "Van de ander"
    form.send("submit", run)
    decide(colleague, news, run, "approve")
    assert dutch_of(news).title == "Van de ander", "the first translator has read it"
