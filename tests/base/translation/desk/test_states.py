"""What the desk knows: each item in each language, from the day on which its original is published."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, TranslationSource

from cms.base.models import SiteSettings, TextVersion, TranslationItem
from cms.base.signals import worker_run
from cms.base.translation.desk import refresh as refreshing
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.refresh import refresh, refresh_after_commit
from cms.base.translation.desk.state import State
from practices.models import Concept
from tests.base.admin import PUBLISH_INCOMPLETE, edit_url
from tests.base.translation.work import Commit, SignIn, make_news, sent, write
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


def item(page: Page, language: str = "nl") -> TranslationItem:
    return TranslationItem.objects.get(
        kind="page", object_key=str(page.translation_key), locale__language_code=language
    )


def change_body(page: Page, text: str) -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.body[1].value.source = text
    page.save_revision().publish()


@pytest.mark.once
def test_each_commit_is_followed_once(
    django_capture_on_commit_callbacks: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = []
    monkeypatch.setattr(refreshing, "refresh", lambda kind, keys: followed.append((kind, keys)))
    for _commit in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            refresh_after_commit("page", ["one"])
            refresh_after_commit("page", ["two"])
    assert followed == [("page", {"one", "two"})] * 2


@pytest.mark.once
def test_from_publication_to_the_next_change(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        page = make_news()
    assert {language: item(page, language).state for language in ("nl", "it", "lt", "es")} == dict.fromkeys(
        ("nl", "it", "lt", "es"), State.NEW
    )
    assert (item(page).texts, item(page).words_left) == (4, 10)
    client = signed_in("admin")
    due = {"taken_by": get_user_model().objects.get(username="translator-nl"), "due": date(2030, 1, 1)}
    TranslationItem.objects.filter(pk=item(page).pk).update(**due)
    with run(execute=True):
        dutch = sent(client, page, "nl")
        write(client, dutch, "title", "Bijeenkomst in Rome")
    assert (item(page).state, item(page).missing) == (State.MISSING, 3)
    with run(execute=True):
        for path, text in (("summary", "Partners kwamen bijeen."), ("body", "Agenda")):
            write(client, dutch, path, text)
        KINDS["page"].save(
            str(page.translation_key),
            dutch.locale,
            {(text.path, text.source): "We kwamen bijeen in Rome." for text in texts(page) if not text.translation},
            get_user_model().objects.get(username="translator-nl"),
        )
    assert (item(page).state, item(page).words_left) == (State.READY, 0)
    assert item(page).taken_by
    with run(execute=True):
        client.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    assert (item(page).state, item(page).waiting_since) == (State.CURRENT, None)
    assert (item(page).taken_by, item(page).due) == (None, None), "what is finished is free"

    with run(execute=True):
        change_body(page, "<p>We met in Rome, in May.</p>")
    assert (item(page).state, item(page).changed, item(page).missing) == (State.CHANGED, 1, 0)
    changed = next(text for text in texts(page) if text.state == "changed")
    assert changed.previous
    assert (changed.previous.source, changed.previous.translation) == (
        "We met in Rome.",
        "We kwamen bijeen in Rome.",
    )
    with run(execute=True):
        change_body(page, "<p>We met in Rome.</p>")
    assert item(page).changed == 0, "an undone change leaves nothing to do"
    with run(execute=True):
        Page.objects.get(pk=page.pk).delete()
    assert not TranslationItem.objects.filter(object_key=str(page.translation_key)).exists()


def texts(page: Page, language: str = "nl") -> list:
    return KINDS["page"].texts(str(page.translation_key), Locale.objects.get(language_code=language))


def test_texts_say_where_they_stand(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = make_news()
    assert [(text.label, text.source, text.is_rich) for text in texts(page)] == [
        ("Title", "Meeting in Rome", False),
        ("Summary", "Partners met.", False),
        ("Text · Heading", "Agenda", False),
        ("Text · Text", "We met in Rome.", True),
    ]


def test_every_saved_translation_is_kept(signed_in: SignIn, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = make_news()
    client = signed_in("translator-nl")
    dutch = sent(client, page, "nl")
    for text in ("Vergadering", "Bijeenkomst", "Bijeenkomst"):
        write(client, dutch, "title", text)
    versions = TextVersion.objects.filter(object_key=str(page.translation_key), path="title")
    assert [(each.text, each.user.username) for each in versions] == [
        ("Bijeenkomst", "translator-nl"),
        ("Vergadering", "translator-nl"),
    ]


@pytest.mark.once
def test_words_in_facts_count(django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        practice = make_practice("kpmpc", area={"en": "All of Lithuania"})
    (text,) = [text for text in texts(practice) if text.path == "fact:area"]
    assert (text.source, text.translation) == ("All of Lithuania", "")
    user = get_user_model().objects.get(username="admin")
    KINDS["page"].save(
        str(practice.translation_key), Locale.objects.get(language_code="nl"), {text.key: "Heel Litouwen"}, user
    )
    practice.refresh_from_db()
    assert practice.area == {"en": "All of Lithuania", "nl": "Heel Litouwen"}


def test_a_term_whose_label_changes_is_to_be_seen_again(django_capture_on_commit_callbacks: Commit) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        term = Concept.objects.create(scheme="method", slug="walks", labels={"en": "Walks", "nl": "Wandelingen"})

    def state(language: str) -> str:
        return TranslationItem.objects.get(kind="term", object_key=term.pk, locale__language_code=language).state

    assert (state("nl"), state("lt")) == (State.CURRENT, State.NEW)
    with run(execute=True):
        term.labels = {**term.labels, "en": "City walks"}
        term.save()
    assert state("nl") == State.CHANGED
    dutch = Locale.objects.get(language_code="nl")
    (text,) = KINDS["term"].texts(str(term.pk), dutch)
    assert text.previous
    assert (text.previous.source, text.previous.translation) == ("Walks", "Wandelingen")
    with run(execute=True):
        KINDS["term"].save(str(term.pk), dutch, {text.key: "Wandelingen"}, None)
    assert state("nl") == State.CURRENT, "still right"


def test_settings_are_translated_like_pages(django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        settings = SiteSettings.objects.get()
        settings.contributor_terms = {"en": "You agree."}
        settings.save()
    assert TranslationItem.objects.get(kind="settings", locale__language_code="nl").missing == 1


def test_a_source_is_stored_with_few_queries(django_capture_on_commit_callbacks: Commit) -> None:
    def stored(paragraphs: int) -> int:
        body = [
            {"type": "paragraph", "value": f"<p>Paragraph {number} of {paragraphs}.</p>"}
            for number in range(paragraphs)
        ]
        page = make_news()
        page.body = body
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        source = TranslationSource.objects.get(object_id=page.translation_key)
        assert StringSegment.objects.filter(source=source).count() == paragraphs + 3
        return len(queries)

    assert stored(40) == stored(20)


@pytest.mark.once
def test_the_rows_of_many_items_take_a_fixed_number_of_queries() -> None:
    def queries(keys: list[str]) -> int:
        with CaptureQueriesContext(connection) as found:
            refresh("page", keys)
        return len(found)

    keys = list(TranslationItem.objects.filter(kind="page").values_list("object_key", flat=True).distinct())
    refresh("page", keys)
    assert queries(keys[:3]) == queries(keys[:12])  # SQLite writes about 60 rows at a time


def test_an_older_site_gets_its_rows() -> None:
    count = TranslationItem.objects.count()
    TranslationItem.objects.all().delete()
    worker_run.send(sender=None)
    assert TranslationItem.objects.count() == count
