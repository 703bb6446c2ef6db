"""Every way of changing a practice shows in the search at once, without a rebuild."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.base.signals import content_changed
from practices.facts.make_original import make_original
from practices.models import PracticePage
from tests.base.admin import WITH_TRANSLATIONS, bulk, complete, create_practice, edit, form_data, fresh, newest_practice
from tests.factories import make_practice, partner_page, terms, translate
from tests.search.site import count, is_found, result, search

pytestmark = pytest.mark.usefixtures("in_sync")


def page_url(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def test_written_and_published_in_the_form(admin: Client) -> None:
    values = complete(title="Gardening", countries=["it"], methods=["sport"])
    assert create_practice(admin, partner_page(), **values).status_code == 302
    page = newest_practice()
    assert not is_found(page)
    assert edit(admin, page, "publish").status_code == 302
    assert is_found(page)
    assert count("country", "it", method="sport") == 1


def test_edited_and_published(admin: Client) -> None:
    page = make_practice(title="Gardening", countries=["it"])
    edit(admin, page, title="Skiing", **{"countries": [term.pk for term in terms("country", ["es", "lt"])]})
    assert is_found(page, "gardening")  # only a draft so far
    assert not is_found(page, "skiing")
    edit(admin, page, "publish")
    assert is_found(page, "skiing")
    assert not is_found(page, "gardening")
    assert [count("country", value) for value in ("it", "es", "lt")] == [0, 1, 1]


def test_unpublished_in_the_admin(admin: Client) -> None:
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    admin.post(page_url("unpublish", page), WITH_TRANSLATIONS)
    assert not fresh(page).live
    assert not is_found(page)
    assert not is_found(page, "tuinieren")
    edit(admin, page, "publish")
    assert is_found(page, "tuinieren")


def test_unpublished_with_its_partner(admin: Client) -> None:
    page = make_practice(title="Gardening")
    admin.post(page_url("unpublish", partner_page()), {"include_descendants": "on", **WITH_TRANSLATIONS})
    assert not is_found(page)
    assert not is_found(partner_page(), "kpmpc")


@pytest.mark.parametrize("descendants", [True, False])
def test_unpublished_and_published_in_bulk(admin: Client, descendants: bool) -> None:
    page = make_practice(title="Gardening")
    target = partner_page() if descendants else page
    bulk(admin, "unpublish", target, include_descendants="on" if descendants else "", **WITH_TRANSLATIONS)
    assert not is_found(page)
    bulk(admin, "publish", target, include_descendants="on" if descendants else "")
    assert is_found(page)


def test_deleted_in_bulk(admin: Client) -> None:
    page = make_practice(title="Gardening")
    bulk(admin, "delete", page)
    assert not is_found(page)
    assert search()["total"] == 0


@pytest.mark.parametrize("in_bulk", [True, False])
def test_moved_to_another_partner(admin: Client, in_bulk: bool) -> None:
    page = make_practice("kpmpc", title="Gardening")
    translate(page, "nl", title="Tuinieren")
    target = partner_page("csci")
    if in_bulk:
        bulk(admin, "move", page, chooser=target.pk)
    else:
        admin.post(page_url("move_confirm", page, target))
    assert (count("partner", "kpmpc"), count("partner", "csci")) == (0, 1)
    assert "/csci/" in result(page, "gardening")["url"]
    (dutch,) = search("tuinieren", "nl")["results"]
    assert "/nl/praktijken/csci/" in dutch["url"]
    assert is_found(page, "csci")
    assert Client().get(dutch["url"]).status_code == 200


def test_copied(admin: Client) -> None:
    page = make_practice(title="Gardening", countries=["it"])
    data = {"new_title": "Gardening again", "new_slug": "again", "new_parent_page": partner_page("csci").pk}
    admin.post(page_url("copy", page), {**data, "publish_copies": "on"})
    assert search("gardening")["total"] == 2
    assert count("country", "it", partner="csci") == 1


def test_an_alias_is_created_and_converted_into_a_page(admin: Client) -> None:
    page = make_practice(title="Gardening")
    alias = page.create_alias(parent=partner_page("csci"), update_slug="alias")
    assert search("gardening")["total"] == 1
    admin.post(page_url("convert_alias", alias))
    assert fresh(alias).alias_of is None
    assert search("gardening")["total"] == 2


def test_the_slug_is_changed(admin: Client) -> None:
    page = make_practice(title="Gardening", slug="gardening")
    edit(admin, page, "publish", slug="renamed")
    assert result(page, "gardening")["url"].endswith("/kpmpc/renamed/")


def test_deleted_with_its_translations(admin: Client) -> None:
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    admin.post(page_url("delete", page), WITH_TRANSLATIONS)
    assert not PracticePage.objects.exists()
    assert search()["total"] == 0
    assert not is_found(page, "tuinieren")


def test_a_translation_is_deleted(admin: Client) -> None:
    page = make_practice(title="Gardening")
    dutch = translate(page, "nl", title="Tuinieren")
    admin.post(page_url("delete", dutch))
    assert is_found(page)
    assert not is_found(page, "tuinieren")
    assert count("language", "nl") == 0


def test_a_translation_is_published_and_unpublished(admin: Client) -> None:
    page = make_practice(title="Gardening")
    dutch = translate(page, "nl", live=False, title="Tuinieren")
    assert not is_found(page, "tuinieren")
    bulk(admin, "publish", dutch)
    assert is_found(page, "tuinieren")
    assert count("language", "nl") == 1
    admin.post(page_url("unpublish", dutch))
    assert not is_found(page, "tuinieren")
    assert is_found(page, "gardening")


def test_another_language_becomes_the_original(admin: Client) -> None:
    page = make_practice(title="Gardening", countries=["it"])
    dutch = translate(page, "nl", title="Tuinieren")
    make_original(dutch)
    assert result(page, "gardening", language="nl")["title"]
    assert search("gardening", "lt")["results"][0]["language"] == "en"  # as before: by the order of the site
    assert count("country", "it") == 1
    admin.post(page_url("delete", fresh(page)), WITH_TRANSLATIONS)
    assert is_found(dutch, "tuinieren")
    assert not is_found(dutch, "gardening")


def test_published_and_expired_on_schedule(admin: Client) -> None:
    page = make_practice(title="Gardening", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.expire_at = timezone.now() + timedelta(hours=2)
    page.save_revision().publish()
    call_command("publish_scheduled")
    assert not is_found(page)
    past = timezone.now() - timedelta(minutes=1)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")
    assert is_found(page)
    Page.objects.filter(pk=page.pk).update(expire_at=past)
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert not is_found(page)


def test_reverted_to_an_earlier_revision(admin: Client) -> None:
    page = make_practice(title="Gardening", countries=["it"])
    first = page.latest_revision
    page.title, page.countries = "Skiing", terms("country", ["es"])
    page.save_revision().publish()
    assert is_found(page, "skiing")
    form = admin.get(page_url("revisions_revert", page, first)).content.decode()
    data = form_data(form, "page-edit-form", **{"action-publish": "1"})
    assert admin.post(page_url("edit", page), data).status_code == 302
    assert is_found(page, "gardening")
    assert not is_found(page, "skiing")
    assert (count("country", "it"), count("country", "es")) == (1, 0)


def test_results_link_to_pages_that_exist() -> None:
    page = make_practice(title="Gardening")
    translate(page, "lt", title="Sodininkystė")
    for language in ("en", "lt", "es"):
        (found,) = search(reader=language)["results"]
        assert Client().get(found["url"]).status_code == 200, found["url"]


def test_a_saved_draft_announces_nothing() -> None:
    """Visitors see no difference, and editors save often."""
    page, announced = make_practice(title="Gardening"), []

    def hear(keys: Iterable[UUID], **kwargs: Any) -> None:
        announced.append(list(keys))

    content_changed.connect(hear)
    try:
        page.title = "Skiing"
        page.save_revision()
        assert announced == []
        page.save_revision().publish()
        assert announced == [[page.translation_key]]
    finally:
        content_changed.disconnect(hear)
