"""Steps of a change of many practices, and what comes of them."""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from practices.models import BulkChange, PracticePage
from tests.base.admin import fresh
from tests.factories import make_practice, terms

SignIn = Callable[[str], Client]
URL = "/admin/bulk/practices/practicepage/change/"


def published(**values: Any) -> PracticePage:
    page = make_practice(**values)
    page.save_revision().publish()
    return fresh(page)


def url(kind: str, *pages: PracticePage) -> str:
    return f"{URL}?change={kind}&" + "&".join(f"id={page.pk}" for page in pages)


def ids(*pages: PracticePage) -> str:
    return ",".join(str(page.pk) for page in pages)


def preview(client: Client, kind: str, *pages: PracticePage, **values: Any) -> BeautifulSoup:
    response = client.post(url(kind, *pages), {"ids": ids(*pages), **values})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def told(soup: BeautifulSoup, heading: str) -> dict[str, list[str]]:
    """The rows of the table below `heading`: what they say, by the title."""
    found = {}
    for row in soup.select(f"table[aria-labelledby={heading}] tbody tr"):
        first, *others = row.select("td")
        found[first.select_one("a, span").get_text(strip=True)] = [cell.get_text(" ", strip=True) for cell in others]
    return found


def do(client: Client, kind: str, *pages: PracticePage, **values: Any) -> BulkChange:
    response: HttpResponse = client.post(url(kind, *pages), {"ids": ids(*pages), "confirmed": "1", **values})
    made = BulkChange.objects.latest("pk")
    assert response["Location"] == reverse("bulk_change", args=[made.pk])
    return made


def undo(client: Client, made: BulkChange) -> BulkChange:
    client.post(reverse("undo_bulk_change", args=[made.pk]))
    return BulkChange.objects.get(pk=made.pk)


def outcomes(made: BulkChange) -> dict[str, str]:
    return {row.title: row.reason or row.state for row in made.practices.all()}


def slugs(page: PracticePage, fact: str) -> set[str]:
    return {term.slug for term in getattr(page, fact).all()}


def term(scheme: str, slug: str) -> int:
    return terms(scheme, [slug])[0].pk
