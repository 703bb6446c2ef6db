"""The admin search ignores diacritics, in texts and in queries, on every database."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from cms.base.admin_lists.folded_search import folded
from cms.base.models import SiteImage
from practices.models import Concept
from search.models import SynonymGroup
from tests.base.media.photos import photo
from tests.factories import make_practice

pytestmark = pytest.mark.django_db
TITLE = "Užsieniečių Įtrauktis"
TYPED = ["uzsienieciu", "UZSIENIECIU itrauk", "užsieniečių", "įtrauktis uzsien", "ĮTRAUKTIS"]


@pytest.fixture
def coordinator(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("admin")


def found(client: Client, name: str, typed: str, *arguments: int, parameter: str = "q") -> bool:
    response = client.get(reverse(name, args=arguments), {parameter: typed}, headers={"Accept": "*/*"})
    assert response.status_code == 200
    return TITLE in response.content.decode()


def test_pages(coordinator: Client) -> None:
    page = make_practice(title=TITLE)
    call_command("update_index", verbosity=0)
    for typed in TYPED:
        assert found(coordinator, "wagtailadmin_pages:search", typed), typed
        assert found(coordinator, "wagtailadmin_explore", typed, page.get_parent().pk), typed
        assert found(coordinator, "wagtailadmin_choose_page_search", typed), typed
    assert found(coordinator, "wagtailadmin_api:pages:listing", "uzsienieciu", parameter="search")
    assert not found(coordinator, "wagtailadmin_pages:search", "uzsieniecius")


def test_pictures_and_documents(coordinator: Client) -> None:
    SiteImage.objects.create(title=TITLE, file=ContentFile(photo(), "a.jpg"))
    Document.objects.create(title=TITLE, file=ContentFile(b"text", "a.txt"))
    call_command("update_index", verbosity=0)
    for typed in TYPED:
        for name in ("images:index", "images_chooser:choose_results", "docs:index", "docs_chooser:choose_results"):
            assert found(
                coordinator, name.replace("images", "wagtailimages", 1).replace("docs", "wagtaildocs", 1), typed
            ), (
                name,
                typed,
            )


@pytest.mark.parametrize("typed", [*TYPED, "sienieciu", "svetim"])
def test_the_vocabulary(coordinator: Client, typed: str) -> None:
    term = Concept.objects.get(scheme="target-group", slug="refugees")
    term.labels["lt"], term.labels["en"], term.alt_labels["lt"] = TITLE, TITLE, "Svetimšaliai"
    term.save()
    assert found(coordinator, "wagtailsnippets_practices_concept:list", typed)
    assert not found(coordinator, "wagtailsnippets_practices_concept:list", typed + "q")


@pytest.mark.parametrize("typed", TYPED)
def test_synonyms(coordinator: Client, typed: str) -> None:
    SynonymGroup.objects.create(language="lt", terms=f"{TITLE}\nmigrantai")
    assert found(coordinator, "wagtailsnippets_search_synonymgroup:list", typed)


def test_letters_that_are_not_decomposed() -> None:
    assert folded("Łódź Đorđe Ærø STRASSE straße") == "lodz dorde aero strasse strasse"


def test_the_extension_needs_no_superuser() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT bool_and(trusted) FROM pg_available_extension_versions WHERE name = 'unaccent'")
            assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("typed", TYPED)
def test_users(coordinator: Client, typed: str) -> None:
    get_user_model().objects.create(username="someone", last_name=TITLE)
    assert found(coordinator, "wagtailusers_users:index", typed)
    assert not found(coordinator, "wagtailusers_users:index", typed + "q")
