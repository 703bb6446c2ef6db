"""A file of practices to download, streamed as it is written."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from wagtail.models import Page

from cms.base.languages import active_language
from practices.exchange.exporting.formats import FORMATS
from practices.exchange.exporting.practices import Exported, Found, exported
from practices.repository.practice import PracticePage

Serve = Callable[[Page, HttpRequest, Sequence[Any], dict[str, Any]], HttpResponseBase]


def export(
    request: HttpRequest, name: str, found: Iterable[Found], file_name: str = "practices"
) -> StreamingHttpResponse:
    """`name` is one of `FORMATS`."""
    return as_file(request, name, exported(found), file_name)


def as_file(
    request: HttpRequest, name: str, practices: Iterable[list[Exported]], file_name: str
) -> StreamingHttpResponse:
    form = FORMATS[name]
    pieces = form.write(practices, active_language(), request)
    headers = {"Content-Disposition": f'attachment; filename="{file_name}.{form.ending}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(pieces, content_type=form.content_type, headers=headers)


def serve_as_file(serve_page: Serve) -> Serve:
    """A Wagtail hook around serving a page, called for visitors who may see it."""

    def serve(page: Page, request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]) -> HttpResponseBase:
        name = request.GET.get("format", "")
        if name in FORMATS and isinstance(page, PracticePage) and not args and not kwargs:
            own = page.alias_of.specific if page.alias_of else page  # the page whose text it shows
            return export(request, name, [(own.translation_key, own.locale.language_code)], page.slug)
        return serve_page(page, request, args, kwargs)

    return serve
