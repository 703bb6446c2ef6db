"""The search as visitors use it: over HTTP, as JSON."""

from typing import Any

from django.test import Client

from cms.base.models import BasePage

PRACTICES = {
    "en": "/en/practices/",
    "nl": "/nl/praktijken/",
    "it": "/it/pratiche/",
    "lt": "/lt/praktikos/",
    "es": "/es/practicas/",
}


def search(text: str = "", reader: str = "en", path: str = "", **parameters: Any) -> dict[str, Any]:
    """The JSON response to an anonymous visitor."""
    query = {"q": text, "format": "json", **parameters}
    response = Client().get(path or PRACTICES[reader], query)
    assert response.status_code == 200, response.status_code
    return response.json()


def site_search(text: str = "", **parameters: Any) -> dict[str, Any]:
    return search(text, path="/en/search/", **parameters)


def result(page: BasePage, text: str = "", **parameters: Any) -> dict[str, Any] | None:
    """The result for `page` when the whole site is searched for `text`."""
    found = site_search(text, **parameters)["results"]
    return next((entry for entry in found if entry["id"] == str(page.translation_key)), None)


def is_found(page: BasePage, text: str = "") -> bool:
    """Whether visitors find `page` by `text`, or by its title."""
    return result(page, text or page.title) is not None


def count(facet: str, value: str, **parameters: Any) -> int:
    """The count of `value` on the repository's page."""
    buckets = search(**parameters)["facets"][facet]
    return next((bucket["count"] for bucket in buckets if bucket["value"] == value), 0)
