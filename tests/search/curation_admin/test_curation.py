"""Synonyms and pinned results, as coordinators manage them in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.base.access.roles import COORDINATORS
from search.curation_admin.first_synonyms import add_first_synonyms
from search.models import PinnedResult, SearchClock, SynonymGroup
from search.query.curation import curation_cache
from tests.base.admin import form_data, messages
from tests.factories import make_practice
from tests.search.site import search

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYNONYMS, PINS = "wagtailsnippets_search_synonymgroup", "wagtailsnippets_search_pinnedresult"


@pytest.fixture
def coordinator(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("coordinator")


def add(client: Client, views: str, **values: object) -> str:
    """Submits the form to add one. Returns the messages."""
    url = reverse(f"{views}:add")
    html = client.get(url).content.decode()
    form_id = "w-editor-form" if 'id="w-editor-form"' in html else "page-edit-form"
    return messages(client.post(url, form_data(html, form_id, **values), follow=True))


def found(text: str, reader: str = "en") -> list[str]:
    return [result["title"] for result in search(text, reader)["results"]]


@pytest.mark.parametrize("text", ["e-learning", "elearning", "distance learning"])
def test_a_synonym_with_a_hyphen_is_found_without_it(text: str) -> None:
    SynonymGroup.objects.create(language="en", terms="e-learning\ndistance learning")
    make_practice(title="Distance learning at home")
    make_practice(title="An elearning course")
    make_practice(title="Learning Dutch")
    assert sorted(found(text)) == ["An elearning course", "Distance learning at home"]


# -- permissions ------------------------------------------------------------------------------------------------------


def urls() -> list[str]:
    group = SynonymGroup.objects.create(language="en", terms="job\nlabour")
    pin = PinnedResult.objects.create(language="en", text="job", page=make_practice())
    return [
        url
        for views, pk in ((SYNONYMS, group.pk), (PINS, pin.pk))
        for url in (
            reverse(f"{views}:list"),
            reverse(f"{views}:add"),
            reverse(f"{views}:edit", args=[pk]),
            reverse(f"{views}:delete", args=[pk]),
        )
    ]


def test_coordinators_have_access(coordinator: Client) -> None:
    assert [coordinator.get(url).status_code for url in urls()] == [200] * 8
    assert reverse(f"{SYNONYMS}:list") in coordinator.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("username", ["partner-kpmpc", "translator-nl"])
def test_nobody_else_has_access(signed_in: Callable[[str], Client], username: str) -> None:
    client = signed_in(username)
    for url in urls():
        for response in (client.get(url), client.post(url, {"language": "en", "terms": "a\nb"})):
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home")), url
    assert SynonymGroup.objects.get().terms == "job\nlabour"
    assert PinnedResult.objects.count() == 1
    assert reverse(f"{SYNONYMS}:list") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_existing_group_gets_the_permissions_on_migrate() -> None:
    group = Group.objects.get(role__key=COORDINATORS)
    Permission.objects.filter(content_type__app_label="search").delete()
    assert not group.permissions.filter(content_type__app_label="search").exists()
    call_command("migrate", verbosity=0)
    codenames = group.permissions.filter(content_type__app_label="search").values_list("codename", flat=True)
    assert {"add_synonymgroup", "change_pinnedresult", "delete_synonymgroup"} <= set(codenames)
    assert not any("entry" in name or "clock" in name for name in codenames)


# -- effect -----------------------------------------------------------------------------------------------------------


def test_a_synonym_is_used_by_the_next_search(coordinator: Client) -> None:
    make_practice(title="Labour for all")
    assert found("jobs") == []
    add(coordinator, SYNONYMS, language="en", terms="job\nlabour")
    assert found("jobs") == ["Labour for all"]
    group = SynonymGroup.objects.get()
    url = reverse(f"{SYNONYMS}:edit", args=[group.pk])
    data = {"language": "en", "terms": "job\nwork"}
    assert coordinator.post(url, data).status_code == 302
    assert found("jobs") == []


def test_what_is_there_already_is_not_added_again(coordinator: Client) -> None:
    group = SynonymGroup.objects.create(language="en", terms="job\nlabour\nwork")
    assert "“job = labour = work”" in add(coordinator, SYNONYMS, language="en", terms="Work\nJOB")
    group.full_clean()
    add(coordinator, SYNONYMS, language="nl", terms="work\njob")
    add(coordinator, SYNONYMS, language="en", terms="work\njob\ntrade")
    assert SynonymGroup.objects.count() == 3
    page = make_practice()
    add(coordinator, PINS, language="en", text="Gardening", page=page.pk, position=0)
    assert "pinned for this search already" in add(coordinator, PINS, language="en", text="gardening!", page=page.pk)
    PinnedResult.objects.get().full_clean()


def test_deleted_in_bulk(coordinator: Client) -> None:
    make_practice(title="Labour for all")
    group = SynonymGroup.objects.create(language="en", terms="job\nlabour")
    assert found("job") == ["Labour for all"]
    url = reverse("wagtail_bulk_action", args=["search", "synonymgroup", "delete"])
    assert coordinator.post(f"{url}?id={group.pk}").status_code == 302
    assert not SynonymGroup.objects.exists()
    assert found("job") == []


def test_a_pinned_result_comes_first_until_its_page_is_unpublished(coordinator: Client) -> None:
    page = make_practice(title="Nothing of the kind")
    make_practice(title="Gardening")
    add(coordinator, PINS, language="en", text="gardening", page=page.pk, position=0)
    assert found("Gardening") == ["Nothing of the kind", "Gardening"]
    assert found("gardening", "nl") == ["Gardening"]
    page.unpublish()
    assert found("gardening") == ["Gardening"]
    page.get_latest_revision().publish()
    assert found("gardening") == ["Nothing of the kind", "Gardening"]


def test_every_change_moves_the_clock() -> None:
    """In the same transaction, so that other processes notice."""
    page = make_practice()
    seen = [SearchClock.now()]

    def ticked() -> bool:
        seen.append(SearchClock.now())
        return seen[-1] > seen[-2]

    group = SynonymGroup.objects.create(language="en", terms="job\nlabour")
    assert ticked()
    group.save()
    assert ticked()
    SynonymGroup.objects.filter(pk=group.pk).delete()
    assert ticked()
    PinnedResult.objects.create(language="en", text="job", page=page).delete()
    assert ticked()
    PinnedResult.objects.create(language="en", text="job", page=page)
    ticked()
    page.delete()
    assert ticked()
    assert connection.in_atomic_block


def test_the_first_synonyms_find_what_is_not_translated(settings: Any) -> None:
    add_first_synonyms()
    make_practice(title="A crèche")
    assert found("kinderopvang", "nl") == ["A crèche"]
    make_practice(title="At home in the Basque Country")
    assert found("Euskadi", "es") == ["At home in the Basque Country"]  # places have a name in each language
    groups = {code: list(SynonymGroup.objects.filter(language=code)) for code in settings.LANGUAGE_CODES}
    assert all(len(group.as_list()) > 1 for those in groups.values() for group in those)
    english = {term for group in groups["en"] for term in group.as_list()}
    assert "kinderopvang" not in english  # what readers of the default language miss is not a matter of translation


# -- validation -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("terms", ["job", "job\n\n  \n", "job\n!?", "job\nJob"])
def test_one_term_has_no_synonym(coordinator: Client, terms: str) -> None:
    assert "Enter at least two terms, one per line." in add(coordinator, SYNONYMS, language="en", terms=terms)
    assert not SynonymGroup.objects.exists()


def test_a_pinned_result_needs_a_word_and_a_page_that_can_be_found(coordinator: Client) -> None:
    home = Page.objects.get(depth=2, locale__language_code="en")
    said = add(coordinator, PINS, language="en", text="?!", page=home.pk, position=0)
    assert "Enter at least one word." in said
    assert "This type of page never appears in search results." in said
    assert "This field is required." in add(coordinator, PINS, language="en", text="job", page="", position=0)
    assert not PinnedResult.objects.exists()


def test_the_messages_are_in_the_coordinators_language(coordinator: Client) -> None:
    shown = add(coordinator, SYNONYMS, language="xx", terms="job\nlabour")
    assert "xx is not one of the available choices" in shown


def test_lists_show_terms_and_languages(coordinator: Client) -> None:
    SynonymGroup.objects.create(language="nl", terms="baan\nwerk\n\n")
    PinnedResult.objects.create(language="lt", text="darbas", page=make_practice(title="Jobs for all"))
    assert "baan = werk" in (html := coordinator.get(reverse(f"{SYNONYMS}:list")).content.decode())
    assert "Nederlands" in html
    html = coordinator.get(reverse(f"{PINS}:list")).content.decode()
    assert all(text in html for text in ("darbas", "Jobs for all", "Lietuviškai"))


def test_synonyms_are_derived_again_only_after_they_changed() -> None:
    """The clock also moves at every publication, and there are thousands of them."""
    SynonymGroup.objects.create(language="en", terms="job\nlabour")
    before = curation_cache.refresh(SearchClock.now())
    assert curation_cache.refresh(SearchClock.tick()) is before
    SynonymGroup.objects.create(language="en", terms="flat\napartment")
    assert ("flat",) in curation_cache.refresh(SearchClock.now()).synonyms_in("en")
