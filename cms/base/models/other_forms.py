"""A page that is also available in other formats, such as PDF, at URLs below its own."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.url_routing import RouteResult

Form = Callable[[Any, HttpRequest], HttpResponseBase]


class HasOtherForms:
    """Comes before the page class in the bases. Those who may not see the page get none of its formats."""

    # Keyed by the last part of the URL. Each class has its own; modules above it add theirs.
    other_forms: ClassVar[dict[str, Form]]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Served only if the page itself is, and behind the same restrictions."""
        page: Any = super()
        if len(path_components) == 1 and path_components[0] in self.other_forms:
            return RouteResult(page.route(request, []).page, kwargs={"form": path_components[0]})
        return page.route(request, path_components)

    def serve(self, request: HttpRequest, form: str = "") -> HttpResponseBase:
        page: Any = super()
        return self.other_forms[form](self, request) if form else page.serve(request)
