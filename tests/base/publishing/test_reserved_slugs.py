"""No page gets a URL at which the site serves something else, where it would be unreachable."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page

from cms.base.errors import RefusedChange
from cms.base.publishing.reserved_slugs import is_reserved
from home.models import HomePage, StandardPage
from tests.base.admin import bulk, edit, follow, fresh, messages, send

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def admin(signed_in: Callable[[str], Client], english_admin: None) -> Client:
    return signed_in("admin")


@pytest.fixture
def home() -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    return home.add_child(instance=StandardPage(title="About us", slug="about-us"))


def child(parent: Page, slug: str = "search", live: bool = True) -> StandardPage:
    return parent.add_child(instance=StandardPage(title="Search", slug=slug, live=live))


def test_what_the_url_configuration_serves_is_reserved_in_every_language(home: HomePage, about: StandardPage) -> None:
    for language in settings.LANGUAGE_CODES:
        with translation.override(language):
            assert is_reserved("search", home)
            assert not is_reserved("search", about)
            assert not is_reserved("about-us", home)
            assert not is_reserved("search-1", home)
            assert not is_reserved("search", home.get_parent())
    assert is_reserved("login", child(home, "_util"))  # Wagtail's own


def test_a_new_page_gets_a_number(admin: Client, home: HomePage) -> None:
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    for number in (1, 2):
        done = send(admin, url, title="Search", slug="search", **{"action-publish": "1", "body-count": "0"})
        assert done.status_code == 302, messages(done)
        page = StandardPage.objects.order_by("-pk")[0]
        assert (page.slug, page.live) == (f"search-{number}", True)
        assert Client().get(page.url).status_code == 200


def test_a_published_page_is_refused_with_a_suggestion(admin: Client, about: StandardPage) -> None:
    done = edit(admin, about, "publish", slug="search", **{"body-count": "0"})
    said = messages(done)
    assert "“search” is the URL of another part of the site. Choose another slug, such as “search-1”." in said
    assert fresh(about).slug == "about-us"


def test_a_copy_is_refused(admin: Client, home: HomePage, about: StandardPage) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[about.pk])
    for kind in ({}, {"alias": "on"}):
        form = {"new_title": "A", "new_slug": "search", "new_parent_page": home.pk, **kind}
        done = follow(admin, admin.post(url, form))
        assert "such as “search-1”" in messages(done)
    assert not home.get_children().filter(slug="search").exists()


def test_moves_are_refused(admin: Client, home: HomePage, about: StandardPage) -> None:
    page = child(about)
    done = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]))
    assert "such as “search-1”" in messages(follow(admin, done))
    done = bulk(admin, "move", page, chooser=home.pk)
    assert "such as “search-1”" in messages(follow(admin, done))
    assert fresh(page).get_parent().pk == about.pk


def test_a_translation_is_refused(home: HomePage, about: StandardPage) -> None:
    page = child(about, live=False)
    about.copy_for_translation(Locale.objects.get(language_code="nl"))
    translated = page.copy_for_translation(Locale.objects.get(language_code="nl"))
    assert translated.slug == "search"  # below another page
    with pytest.raises(RefusedChange, match="search-1"):
        translated.move(home, pos="last-child")


def test_a_slug_made_from_the_title_gets_a_number(home: HomePage) -> None:
    assert home.add_child(instance=StandardPage(title="Search")).slug == "search-2"
