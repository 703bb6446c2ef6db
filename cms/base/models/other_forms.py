"""A page that can also be had as something else, such as a PDF, at a URL below its own."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.url_routing import RouteResult

Form = Callable[[Any, HttpRequest], HttpResponseBase]


class HasOtherForms:
    """Stands before the page class among the bases. Whoever may not see the page gets none of its forms."""

    # By the last part of the URL. Each class has its own; the modules above it add theirs.
    other_forms: ClassVar[dict[str, Form]]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Only when the page itself is served, and behind the same restrictions."""
        page: Any = super()
        if len(path_components) == 1 and path_components[0] in self.other_forms:
            return RouteResult(page.route(request, []).page, kwargs={"form": path_components[0]})
        return page.route(request, path_components)

    def serve(self, request: HttpRequest, form: str = "") -> HttpResponseBase:
        page: Any = super()
        return self.other_forms[form](self, request) if form else page.serve(request)
