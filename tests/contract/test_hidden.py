"""What visitors may not see is never found and never counted."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from practices.models import PracticeIndexPage
from tests.contract.asking import SearchClient
from tests.factories import make_practice, partner_page, translate


def restrict(page: object) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def assert_hidden(search: SearchClient, *texts: str) -> None:
    for text in ("", *texts):
        results = search.results(text)
        assert (results.total, results.hits) == (0, []), text
        assert not any(results.counts.values()), text


def test_drafts(search: SearchClient) -> None:
    make_practice(title="Gardening", live=False)
    assert_hidden(search, "gardening", "kpmpc", "refugees")


def test_changes_in_the_draft_of_a_live_page(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    practice.title = "Skiing"
    practice.save_revision()
    assert (search.titles("gardening"), search.titles("skiing")) == (["Gardening"], [])


def test_unpublished_practices_and_their_translations(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    practice.unpublish()
    assert_hidden(search, "gardening", "tuinieren")


def test_draft_translations(search: SearchClient) -> None:
    translate(make_practice(title="Gardening"), "nl", live=False, title="Tuinieren")
    assert search.titles("tuinieren") == []
    assert search.titles("gardening") == ["Gardening"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_private_practices(search: SearchClient, language: str) -> None:
    practice = make_practice(title="Gardening", language=language)
    translate(practice, "it", title="Giardinaggio")
    restrict(practice)
    assert_hidden(search, "gardening", "giardinaggio")


def test_private_translations(search: SearchClient) -> None:
    restrict(translate(make_practice(title="Gardening"), "nl", title="Tuinieren"))
    assert search.titles("tuinieren") == []
    assert search.titles("gardening") == ["Gardening"]
    assert search.counts("language") == {"en": 1}


def test_practices_of_a_private_partner(search: SearchClient) -> None:
    """Including those first written below a translation of the partner's page."""
    make_practice(title="Gardening")
    make_practice(title="Tuinieren", language="nl")
    restrict(partner_page("kpmpc", "en"))
    assert_hidden(search, "gardening", "tuinieren")


def test_practices_below_a_private_index(search: SearchClient) -> None:
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren")
    restrict(PracticeIndexPage.objects.get(locale__language_code="en"))
    assert_hidden(search, "gardening", "tuinieren")


def test_expired_practices(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    practice.expire_at = timezone.now() - timedelta(minutes=1)
    practice.save()
    call_command("publish_scheduled")
    assert_hidden(search, "gardening", "tuinieren")


def test_aliases_are_not_separate_practices(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    practice.create_alias(parent=partner_page("csci"), update_slug="gardening-alias")
    practice.copy_for_translation(partner_page("kpmpc", "nl").locale, alias=True)
    assert search.titles("gardening") == ["Gardening"]
    assert search.counts("partner") == {"kpmpc": 1}
    assert search.counts("language") == {"en": 1}


def test_deleted_practices(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    practice.delete()
    assert_hidden(search, "gardening", "tuinieren")
