"""Supplies the results of the repository's page, so that `practices` need not know search."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from practices.models import PracticeIndexPage
from search import admin  # noqa: F401  (registers the editors' part)
from search.views import practice_search

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


# The last of these hooks runs innermost: within the one that checks who may see the page.
@hooks.register("on_serve_page", order=1000)
def serve_practice_search(serve: Serve) -> Serve:
    def inner(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if isinstance(page, PracticeIndexPage):
            return practice_search(request, page)
        return serve(page, request, args, kwargs)

    return inner
