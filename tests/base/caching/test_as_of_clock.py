"""What a process caches between requests is correct right after every change, and excludes uncommitted state."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.base.models import SiteSettings
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from practices.models import PartnerPage, PracticeLink, PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = pytest.mark.once
MAX_QUERIES = 5


@pytest.fixture(autouse=True)
def as_before(committed: None) -> Iterator[None]:
    """Undoes what a test has committed."""
    rows = [SiteSettings.objects.get(), first(NewsIndexPage), standing_page(), partner_page()]
    before = [values(row) for row in rows]
    live = list(Page.objects.live().order_by("path").values_list("pk", flat=True))
    yield
    PageViewRestriction.objects.all().delete()
    for row, was in zip(rows, before, strict=True):
        if values(type(row).objects.get(pk=row.pk)) != was:
            row.save()
    for page in Page.objects.filter(pk__in=live, live=False).order_by("path").specific():  # including translations
        page.live = True
        page.save()


def values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def text_of(url: str) -> str:
    return Client().get(url).text


def first(model: type[Any]) -> Any:
    return model.objects.live().filter(locale__language_code="en").order_by("path")[0]


def standing_page() -> StandardPage:
    return StandardPage.objects.live().filter(locale__language_code="en", show_in_footer=True)[0]


def test_a_page_takes_few_queries(client: Client) -> None:
    practice, _similar = make_practice(title="Gardening"), make_practice(title="Gardening again")
    translation = translate(practice, "nl", title="Tuinieren")
    pages = [first(HomePage), first(NewsIndexPage), first(NewsPage), standing_page(), partner_page(), practice]
    for url in (*(page.url for page in pages), translation.url, "/en/practices/", "/en/practices/?q=gardening"):
        for _ in range(2):
            client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        assert len(captured) <= MAX_QUERIES, (url, [query["sql"][:200] for query in captured])


def rename_site() -> None:
    settings = SiteSettings.objects.get()
    settings.name = "Changed"
    settings.save()


def rename(page: Page) -> None:
    page.title = "Changed"
    page.save()


def add_practice() -> None:
    make_practice(title="Changed")


def publish_news() -> None:
    news = NewsPage(title="Changed", summary="What happened.", date="2031-01-01")
    first(NewsIndexPage).add_child(instance=news)


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "change",
    [
        rename_site,
        lambda: rename(first(NewsIndexPage)),  # in the menu
        lambda: rename(standing_page()),  # in the footer
        lambda: rename(partner_page()),
        add_practice,
        publish_news,
    ],
)
def test_a_change_is_shown_at_once(change: Callable[[], None]) -> None:
    make_practice(title="Gardening")
    assert "Changed" not in text_of("/en/")
    change()
    assert "Changed" in text_of("/en/")


@pytest.mark.sample(3)
@pytest.mark.parametrize("find", [lambda: first(NewsIndexPage), standing_page, partner_page])
@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_is_hidden_is_gone_at_once(find: Callable[[], Page], hide: str) -> None:
    page = find()
    assert f'href="{page.url}"' in text_of("/en/")
    if hide == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert f'href="{page.url}"' not in text_of("/en/")
    assert Client().get(page.url).status_code == (404 if hide == "unpublish" else 302)


def test_a_practice_is_gone_with_its_partner(client: Client) -> None:
    make_practice(title="Gardening")
    assert "Gardening" in text_of("/en/")
    PageViewRestriction.objects.create(page=partner_page(), restriction_type=PageViewRestriction.LOGIN)
    assert "Gardening" not in text_of("/en/")


def test_what_a_practice_shows_changes_at_once() -> None:
    practice = make_practice(title="Gardening", links=[PracticeLink(url="https://example.org/before")])
    assert "example.org/before" in text_of(practice.url)
    practice = PracticePage.objects.get(pk=practice.pk)
    practice.title, practice.links = "Digging", [PracticeLink(url="https://example.org/after")]
    practice.save()
    shown = text_of(practice.url)
    assert [words in shown for words in ("Digging", "example.org/after", "Gardening", "example.org/before")] == [
        True,
        True,
        False,
        False,
    ]


def test_each_language_has_its_own_parts() -> None:
    practice = make_practice(title="Gardening", cost={"en": "Seeds", "nl": "Zaden"})
    translation = translate(practice, "nl", title="Tuinieren")
    for url, own, other in ((practice.url, "Seeds", "Zaden"), (translation.url, "Zaden", "Seeds")):
        shown = text_of(url)
        assert own in shown
        assert other not in shown


def test_a_language_is_withdrawn_and_offered_at_once() -> None:
    settings = SiteSettings.objects.get()
    assert Client().get("/lt/").status_code == 200
    settings.languages = ["en", "nl"]
    settings.save()
    assert Client().get("/lt/").status_code == 404
    assert 'href="/lt/"' not in text_of("/en/")
    settings.languages = []
    settings.save()
    assert Client().get("/lt/").status_code == 200


def test_what_is_rolled_back_was_seen_by_nobody_else() -> None:
    text_of("/en/")
    with transaction.atomic():
        rename(first(NewsIndexPage))
        assert "Changed" in text_of("/en/")
        transaction.set_rollback(True)
    assert "Changed" not in text_of("/en/")


def test_originals_and_their_translations_are_listed_once() -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    assert [title in text_of("/nl/") for title in ("Tuinieren", "Gardening")] == [True, False]
    PracticePage.objects.get(pk=practice.pk).unpublish()
    assert "Tuinieren" not in text_of("/nl/")
    assert PartnerPage.objects.live().exists()
