"""Every kind of page as editors see it before visitors do: saved, while it is edited, and while it is written."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from home.models import HomePage, MeetingIndexPage, MeetingPage, NewsIndexPage, NewsPage, StandardPage, TimelinePage
from practices.models import PartnerPage, PracticeIndexPage, PracticePage
from tests.base.admin import edit, edit_url, form_data
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KINDS = [
    HomePage, NewsIndexPage, NewsPage, MeetingIndexPage, MeetingPage, TimelinePage, StandardPage, PracticeIndexPage,
    PartnerPage, PracticePage,
]  # fmt: skip


@pytest.fixture
def admin(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("admin")


def draft(client: Client, page: Page) -> HttpResponse:
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def preview(client: Client, form: str, url: str, **changes: str) -> HttpResponse:
    """What the panel beside the form at `form` shows of it."""
    html = client.get(form).content.decode()
    form_id = "page-edit-form" if "page-edit-form" in html else "w-editor-form"
    streams = {f"{name}-count": "0" for name in ("body", "agenda", "report", "steps", "sections")}
    told = client.post(url, form_data(html, form_id, **{**streams, **changes})).json()
    assert told == {"is_valid": True, "is_available": True}
    return client.get(f"{url}?in_preview_panel=true")


def shown(response: HttpResponse) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.sample(8)
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_draft(admin: Client, kind: type[Page], language: str):
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren")
    page = kind.objects.filter(locale__language_code=language).order_by("pk")[0]
    html = shown(draft(admin, page))
    assert html.html["lang"] == language
    assert html.select_one("link[rel=canonical]")["href"] == page.full_url


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_while_it_is_edited(admin: Client, kind: type[Page]):
    make_practice()
    page = kind.objects.filter(locale__language_code="en").order_by("pk")[0]
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert "Zorbing" in shown(preview(admin, edit_url(page), url, title="Zorbing", headline="")).title.get_text()


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_while_it_is_written(admin: Client, kind: type[Page]):
    make_practice()
    sibling = kind.objects.filter(locale__language_code="en").order_by("pk")[0]
    if kind.max_count_per_parent:
        sibling.delete()
    arguments = [kind._meta.app_label, kind._meta.model_name, sibling.get_parent().pk]
    form = reverse("wagtailadmin_pages:add", args=arguments)
    url = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    assert "Zorbing" in shown(preview(admin, form, url, title="Zorbing", slug="zorbing")).title.get_text()


@pytest.mark.sample(3)
@pytest.mark.parametrize("kind", KINDS)
def test_while_it_is_translated(admin: Client, kind: type[Page]):
    translate(make_practice(), "nl")
    source, _ = TranslationSource.get_or_create_from_instance(kind.objects.filter(locale__language_code="en")[0])
    dutch = Locale.objects.get(language_code="nl")
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=dutch)
    url = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert shown(admin.get(url)).html["lang"] == "nl"


def test_the_repository_with_its_results(admin: Client):
    practice = make_practice(title="Gardening")
    page = PracticeIndexPage.objects.get(locale__language_code="en")
    edit(admin, page, introduction="Zorbing and more.")  # a draft
    html = shown(draft(admin, page))
    assert html.select_one(".lead").get_text() == "Zorbing and more."
    assert [a["href"] for a in html.select(".results__list h3 a")] == [practice.url]
    assert [a.get_text() for a in html.select(".facet .facet__label")]
    seen = shown(Client().get(page.url))
    assert not seen.select(".lead") or "Zorbing" not in seen.select_one(".lead").get_text()


def test_a_preview_asks_no_password(admin: Client):
    page = PracticeIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert shown(draft(admin, page)).select("#results-title")
    assert not shown(Client().get(page.url)).select("#results-title")
