"""A translator publishes a page in their language: with all its words, or knowingly with gaps."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.base.translation.completeness import open_texts
from home.models import NewsPage
from search.models import SearchEntry
from tests.base.admin import PUBLISH, PUBLISH_INCOMPLETE, edit, edit_url, fresh, messages
from tests.base.translation.work import Commit, SignIn, make_news, publish, record, sent, write
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_practice_is_translated(
    signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    page = make_practice(title="Language cafe", countries=["lt"])
    translator = signed_in("translator-nl")
    dutch = sent(translator, page, "nl")
    assert not dutch.live  # nothing untranslated is published
    assert translator.get(edit_url(dutch)).status_code == 200
    words = {"title": "Taalcafe", "slug": "taalcafe", "summary": "Wat er gebeurt.", "activities": "Stappen."}
    for path, text in words.items():
        assert write(translator, dutch, path, text).status_code == 201
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert (dutch.live, dutch.title, dutch.slug) == (True, "Taalcafe", "taalcafe")
    assert (fresh(page).title, list(page.translated_pages.all())) == ("Language cafe", [dutch])
    assert not dutch.countries.exists()
    assert "Litouwen" in client.get(dutch.url).content.decode()
    found = SearchEntry.objects.get(key=page.translation_key)
    assert {code: words["title"] for code, words in found.words.items()} == {"en": "Language cafe", "nl": "Taalcafe"}


def test_news_is_translated(signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit) -> None:
    page, translator = make_news(), signed_in("translator-it")
    italian = sent(translator, page, "it")
    for path, text in (("title", "Incontro"), ("summary", "I partner."), ("body", "Programma")):
        assert write(translator, italian, path, text).status_code == 201
    italian = publish(translator, italian, django_capture_on_commit_callbacks, PUBLISH_INCOMPLETE)
    entry = PageLogEntry.objects.filter(page=italian.pk, action="wagtail.publish").get()
    assert entry.user.get_username() == "translator-it"
    html = client.get(italian.url).content.decode()
    assert "Programma" in html
    assert (italian.title, italian.date) == ("Incontro", page.date)
    assert fresh(page).title == "Meeting in Rome"
    assert not NewsPage.objects.filter(translation_key=page.translation_key, locale__language_code="nl").exists()


def test_gaps_are_asked_about_before_they_go_online(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="Language cafe", summary="For you & me."), "nl")
    write(translator, dutch, "title", "Taalcafe")
    with django_capture_on_commit_callbacks(execute=True):
        question = translator.post(edit_url(dutch), PUBLISH)
    assert not fresh(dutch).live
    shown = BeautifulSoup(question.content, "html.parser").main
    assert [text.get_text() for text in shown.select("li[lang=en]")] == ["For you & me.", "Steps."]  # the slug may stay
    form = shown.form
    assert form["action"] == edit_url(dutch)
    sent_by_button = {field["name"] for field in form.select("[name]")} - {"csrfmiddlewaretoken"}
    assert sent_by_button == set(PUBLISH_INCOMPLETE)
    assert form.a["href"] == edit_url(dutch)  # the way back
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks, PUBLISH_INCOMPLETE)
    assert (dutch.live, dutch.title, dutch.summary) == (True, "Taalcafe", "For you & me.")


def test_publishing_many_pages_tells_of_their_gaps(signed_in: SignIn) -> None:
    practice = make_practice(title="Language cafe", summary="For you & me.")
    dutch = sent(signed_in("translator-nl"), practice, "nl")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = signed_in("admin").get(f"{url}?id={dutch.pk}&id={practice.pk}").content
    (warning,) = BeautifulSoup(html, "html.parser").select(".help-warning")
    assert "Language cafe: 3 texts have not been translated yet." in " ".join(warning.get_text().split())


def test_a_slug_is_not_missed(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    translator = signed_in("translator-nl")
    dutch = sent(translator, make_practice(title="A practice"), "nl")
    for path, words in {"title": "Vertaald", "summary": "Wat, voor wie.", "activities": "Stappen."}.items():
        write(translator, dutch, path, words)
    dutch = publish(translator, dutch, django_capture_on_commit_callbacks)
    assert dutch.live
    assert dutch.slug == "vertaald"  # from the title, for the first time
    assert "missing translations" not in messages(translator.get(edit_url(dutch)))
    write(translator, dutch, "title", "Iets anders")
    assert publish(translator, dutch, django_capture_on_commit_callbacks).slug == "vertaald"


def test_a_changed_source_is_seen_without_asking(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    page, translator = make_practice(), signed_in("translator-nl")
    dutch = sent(translator, page, "nl")
    translation = record(dutch)
    for segment in translation.source.stringsegment_set.all():
        path = segment.context.path
        assert write(translator, dutch, path, f"vertaald-{segment.pk}").status_code == 201
    total, done = translation.get_progress()
    assert total == done
    edit(signed_in("coordinator"), page, "publish", summary="Something new for somebody.")
    total, done = record(dutch).get_progress()
    assert done == total - 1
    assert [text.path for text in open_texts(dutch)] == ["summary"]


def test_a_partner_brings_translations_up_to_date_but_publishes_none(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    page, partner = make_practice("kpmpc"), signed_in("partner-kpmpc")
    dutch = sent(partner, page, "nl")
    url = reverse("wagtail_localize:update_translations", args=[record(dutch).source_id])
    assert 'name="publish_translations"' not in partner.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert partner.post(url, {"publish_translations": "on"}).status_code == 302
        partner.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    assert not fresh(dutch).live
