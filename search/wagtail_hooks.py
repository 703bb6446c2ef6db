"""Supplies the results of the repository's page, so that `practices` need not know search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from practices.models import PracticeIndexPage
from search import admin  # noqa: F401  (registers the editors' part)
from search.views import practice_search


# Last of all hooks, after those that check who may see the page.
@hooks.register("before_serve_page", order=1000)
def serve_practice_search(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    return practice_search(request, page) if isinstance(page, PracticeIndexPage) else None
