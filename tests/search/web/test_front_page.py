"""The home page is composed of sections; each shows what there is, and none is empty."""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import HomePage, NewsPage
from home.pages.sections import DEFAULT_NEEDS
from tests.base.admin import edit
from tests.base.translation.work import SignIn, make_news
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(url: str = "/en/") -> BeautifulSoup:
    response = Client().get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def headings(soup: BeautifulSoup) -> list[str]:
    return [heading["id"] for heading in soup.select("main h2")]


def titles(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select(".proof__title a")]


def home(language: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def compose(**sections: dict[str, Any]) -> None:
    page = home()
    page.sections = [{"type": kind, "value": value} for kind, value in sections.items()]
    page.save_revision().publish()


def test_sections_without_content_are_not_shown() -> None:
    assert headings(shown()) == ["lead-title", "news-title", "timeline-title", "partners-title"]
    make_practice()
    assert headings(shown()) == ["practices-title", "lead-title", "news-title", "timeline-title", "partners-title"]
    make_practice(methods=["buddy-scheme"])
    everything = ["practices-title", "needs-title", "lead-title", "news-title", "timeline-title", "partners-title"]
    assert headings(shown()) == headings(shown("/lt/")) == everything


def test_in_practice_has_the_best_proven_practice_of_each_country() -> None:
    result = "40 of 50 found work."
    make_practice(title="Best", result=result, evidence_level="good", area={"en": "Kaunas"})
    make_practice(title="New", result=result, evidence_level="innovation")
    make_practice(title="No number", evidence_level="institutionalised")
    make_practice("csci", title="Only one", countries=["it"], evidence_level="innovation")
    secret = make_practice(title="Secret", result=result, evidence_level="institutionalised")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    soup = shown()
    assert titles(soup) == ["Only one", "Best"]  # Italy, Lithuania
    assert [place.get_text(strip=True) for place in soup.select(".proof__place")] == ["Italy", "Kaunas, Lithuania"]
    assert soup.select_one(".proof__result").get_text() == result


def test_practices_and_the_lead_can_be_chosen_but_never_what_visitors_may_not_see() -> None:
    first, second, hidden = (make_practice(title=title) for title in ("First", "Second", "Hidden"))
    translate(second, "nl", title="Tweede")
    old = NewsPage.objects.filter(locale__language_code="en").earliest("date")
    practices = [{"type": "item", "id": str(uuid4()), "value": page.pk} for page in (second, hidden, first)]
    compose(practices={"heading": "Our choice", "practices": practices}, lead={"news": old.pk}, news={"heading": ""})
    hidden.unpublish()
    soup = shown()
    assert titles(soup) == ["Second", "First"]
    assert soup.select_one("#practices-title").get_text() == "Our choice"
    assert soup.select_one("#lead-title a")["href"] == old.url
    newest = make_news()
    PageViewRestriction.objects.create(page=old, restriction_type="login")
    assert shown().select_one("#lead-title a")["href"] == newest.url
    assert newest.url not in [link["href"] for link in shown().select(".front__news h3 a")]


def test_needs_lead_to_searches_and_count_what_these_find() -> None:
    for method in ("buddy-scheme", "buddy-scheme", "language-course"):
        make_practice(methods=[method])
    counts = {link["href"]: int(link.select_one(".needs__count").contents[0]) for link in shown().select(".needs a")}
    assert list(counts.values()) == [1, 2]
    for url, count in counts.items():
        assert Client().get(f"{url}&format=json").json()["total"] == count
        [(facet, [slug])] = parse_qs(urlsplit(url).query).items()
        assert f"{facet.replace('_', '-')}:{slug}" in DEFAULT_NEEDS
    assert "Kalbos mokymasis" in shown("/lt/").select_one(".needs a").get_text()


def test_editors_compose_the_page_in_its_form(signed_in: SignIn) -> None:
    practice = make_practice(target_groups=["migrant-women"])
    need = {"term": "target-group:migrant-women", "label": "Women <first>"}
    stream = streamfield([("needs", {"heading": "Browse", "needs": inline([need])})])
    response = edit(signed_in("coordinator"), home(), "publish", **nested_form_data({"sections": stream}))
    assert response.status_code == 302
    soup = shown()
    assert headings(soup) == ["needs-title"]
    assert soup.select_one(".needs a span").get_text() == "Women <first>"
    broken = nested_form_data({"sections": stream}) | {"sections-0-order": "first"}
    assert edit(signed_in("coordinator"), home(), "publish", **broken).status_code == 400
    assert practice.live


def inline(values: list[Any]) -> dict[str, Any]:
    """What a list of blocks sends."""
    rows = {str(n): {"value": value, "deleted": "", "order": str(n), "type": "item"} for n, value in enumerate(values)}
    return {"count": str(len(values)), **rows}
