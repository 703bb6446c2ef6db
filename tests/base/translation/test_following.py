"""When an original changes, its translations follow: in structure at once, in words when somebody translates them."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import Translation

from cms.base.models import TranslationItem
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.state import State
from cms.base.translation.following import FOLLOWED
from home.models import NewsPage
from tests.base.admin import PUBLISH_INCOMPLETE, edit, edit_url, fresh, submit_for_translation
from tests.base.translation.desk.test_states import item, texts
from tests.base.translation.work import Commit, SignIn, make_news, sent

pytestmark = pytest.mark.django_db

DUTCH = {
    "Meeting in Rome": "Bijeenkomst in Rome",
    "Partners met.": "Partners kwamen bijeen.",
    "Agenda": "Programma",
    "We met in Rome.": "We kwamen bijeen in Rome.",
}


NO_BLOCKS = {"body-count": "0"}


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("admin")


def translate(page: Page, words: dict[str, str]) -> None:
    KINDS["page"].save(
        str(page.translation_key),
        Locale.objects.get(language_code="nl"),
        {text.key: words[text.source] for text in texts(page) if text.source in words},
        get_user_model().objects.get(username="translator-nl"),
    )


@pytest.fixture
def news(run: Commit, admin: Client) -> NewsPage:
    """Complete and live in Dutch."""
    with run(execute=True):
        page = make_news()
    with run(execute=True):
        dutch = sent(admin, page, "nl")
        translate(page, DUTCH)
    with run(execute=True):
        admin.post(edit_url(dutch), PUBLISH_INCOMPLETE)
    return page


def in_dutch(page: Page) -> Any:
    return NewsPage.objects.get(translation_key=page.translation_key, locale__language_code="nl")


def change(page: Page, run: Commit, **values: Any) -> None:
    page = fresh(page)
    with run(execute=True):
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision().publish()


def blocks(page: Page) -> list[tuple[str, str]]:
    return [(block.block_type, str(getattr(block.value, "source", block.value))) for block in page.body]


def raw(page: Page) -> list[dict[str, Any]]:
    return list(fresh(page).body.raw_data)


@pytest.mark.once
def test_moved_and_removed_blocks_follow_at_once(news: NewsPage, run: Commit) -> None:
    heading, paragraph = raw(news)
    change(news, run, body=[paragraph, heading])
    assert [kind for kind, _ in blocks(in_dutch(news))] == ["paragraph", "heading"]
    assert "We kwamen bijeen in Rome." in blocks(in_dutch(news))[0][1]
    change(news, run, body=[paragraph])
    assert len(in_dutch(news).body) == 1
    assert item(news).state == State.CURRENT
    assert PageLogEntry.objects.filter(page=in_dutch(news), action=FOLLOWED).count() == 2


@pytest.mark.once
def test_new_words_wait_for_a_translator(news: NewsPage, run: Commit) -> None:
    _, paragraph = raw(news)
    new = {"type": "paragraph", "id": str(uuid4()), "value": "<p>The next meeting is in Vilnius.</p>"}
    change(news, run, body=[paragraph, new])
    assert [text for _, text in blocks(in_dutch(news))] == ["Programma", blocks(in_dutch(news))[1][1]], (
        "readers: as before"
    )
    draft = in_dutch(news).get_latest_revision_as_object()
    assert len(draft.body) == 2
    assert "Vilnius" in blocks(draft)[1][1]
    assert (item(news).state, item(news).missing) == (State.MISSING, 1)


def test_a_text_that_moves_to_another_block_keeps_its_translation(news: NewsPage, run: Commit) -> None:
    heading, _ = raw(news)
    split = {"type": "paragraph", "id": str(uuid4()), "value": "<p>We met in Rome.</p>"}
    change(news, run, body=[heading, split])
    assert "We kwamen bijeen in Rome." in blocks(in_dutch(news))[1][1]
    assert item(news).state == State.CURRENT
    moved = {"type": "paragraph", "id": str(uuid4()), "value": "<p>We met in Rome again.</p>"}
    change(news, run, body=[heading, moved])
    (text,) = [text for text in texts(news) if text.state == "changed"]
    assert text.previous is not None
    assert text.previous.translation == "We kwamen bijeen in Rome."


@pytest.mark.once
def test_a_change_that_is_undone_leaves_nothing_behind(news: NewsPage, run: Commit) -> None:
    change(news, run, body=[raw(news)[0], {**raw(news)[1], "value": "<p>We met in Rome.</p><p>We ate.</p>"}])
    heading, paragraph = raw(news)
    split = {"type": "paragraph", "id": str(uuid4()), "value": "<p>We met in Rome.</p>"}
    change(news, run, body=[heading, {**paragraph, "value": "<p>We ate.</p>"}, split])
    assert item(news).state != State.CURRENT
    change(news, run, body=[heading, {**paragraph, "value": "<p>We met in Rome.</p>"}])
    assert item(news).state == State.CURRENT, "the drafts in between were nobody's work"
    change(news, run, body=[paragraph | {"value": "<p>We met in Rome.</p>"}])
    assert [kind for kind, _ in blocks(in_dutch(news))] == ["paragraph"]


@pytest.mark.once
def test_a_draft_is_not_published(news: NewsPage, run: Commit) -> None:
    in_dutch(news).unpublish()
    change(news, run, body=raw(news)[1:])
    assert not in_dutch(news).live
    assert len(in_dutch(news).get_latest_revision_as_object().body) == 1


@pytest.mark.once
def test_what_a_translator_has_not_published_is_not_published_by_the_system(news: NewsPage, run: Commit) -> None:
    with run(execute=True):
        translate(news, {"Partners met.": "Concept van een zin."})
    change(news, run, body=raw(news)[1:])
    assert in_dutch(news).summary == "Partners kwamen bijeen."
    assert len(in_dutch(news).body) == 2


@pytest.mark.once
def test_the_address_stays_when_the_originals_changes(news: NewsPage, run: Commit) -> None:
    before = in_dutch(news).url_path
    change(news, run, slug="rome-meeting", body=raw(news)[:1])
    assert fresh(news).slug == "rome-meeting"
    assert in_dutch(news).url_path == before
    assert len(in_dutch(news).body) == 1


@pytest.mark.once
def test_a_small_edit_asks_nobody(news: NewsPage, admin: Client, run: Commit) -> None:
    form = admin.get(edit_url(news)).content.decode()
    assert 'value="small-edit"' in form
    with run(execute=True):
        edit(admin, news, action="", **NO_BLOCKS, summary="Partners met!", **{"action-publish": "small-edit"})
    assert fresh(news).summary == "Partners met!"
    assert in_dutch(news).summary == "Partners kwamen bijeen."
    assert item(news).state == State.CURRENT


@pytest.mark.once
def test_an_original_that_was_never_published_is_translated_as_it_is_now(admin: Client, run: Commit) -> None:
    with run(execute=True):
        page = make_news()
        page.unpublish()
        NewsPage.objects.filter(pk=page.pk).update(first_published_at=None)
        submit_for_translation(admin, page, "nl")
    page = fresh(page)
    page.summary = "Partners met and talked."
    with run(execute=True):
        page.save_revision()
    assert "Partners met and talked." in {text.source for text in texts(page)}


@pytest.mark.once
def test_words_written_while_a_translation_was_stopped_stay(news: NewsPage, admin: Client, run: Commit) -> None:
    dutch = in_dutch(news)
    translation = Translation.objects.get(source__object_id=news.translation_key, target_locale=dutch.locale)
    with run(execute=True):
        admin.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
        edit(admin, dutch, **NO_BLOCKS, summary="Zelf geschreven.", **{"action-publish": "action-publish"})
    change(news, run, title="Another meeting")
    assert in_dutch(news).summary == "Zelf geschreven."
    with run(execute=True):
        admin.post(edit_url(dutch), {"localize-restart-translation": "1"})
    now = {text.path: text for text in texts(news)}
    assert now["summary"].translation == "Zelf geschreven."
    assert (now["title"].state, now["title"].previous.translation) == ("changed", "Bijeenkomst in Rome")
    change(news, run, body=raw(news)[:1])
    assert in_dutch(news).summary == "Zelf geschreven."


@pytest.mark.once
def test_to_an_alias_and_back(news: NewsPage, admin: Client, run: Commit) -> None:
    dutch = in_dutch(news)
    with run(execute=True):
        admin.post(reverse("wagtail_localize:convert_to_alias", args=[dutch.pk]))
    assert fresh(dutch).alias_of_id == news.pk
    assert TranslationItem.objects.get(object_key=str(news.translation_key), locale=dutch.locale).words_left == 0
    with run(execute=True):
        submit_for_translation(admin, news, "nl")
    assert {text.translation for text in texts(news)} == set(DUTCH.values())
    assert in_dutch(news).alias_of_id is None
    assert in_dutch(news).title == DUTCH["Meeting in Rome"]


@pytest.mark.once
def test_an_alias_that_is_made_a_page_is_translated_again(news: NewsPage, admin: Client, run: Commit) -> None:
    dutch = in_dutch(news)
    with run(execute=True):
        admin.post(reverse("wagtail_localize:convert_to_alias", args=[dutch.pk]))
    with run(execute=True):
        admin.post(reverse("wagtailadmin_pages:convert_alias", args=[dutch.pk]))
    dutch = in_dutch(news)
    assert (dutch.alias_of_id, dutch.is_translation, dutch.title) == (None, True, DUTCH["Meeting in Rome"])
    assert item(news).state == State.CURRENT
