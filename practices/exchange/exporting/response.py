"""A file of practices to download, written while it is sent."""

from collections.abc import Iterable

from django.http import HttpRequest, StreamingHttpResponse
from wagtail.models import Page

from cms.base.languages import active_language
from practices.exchange.exporting.formats import FORMATS
from practices.exchange.exporting.practices import Found, exported
from practices.repository.practice import PracticePage


def export(
    request: HttpRequest, name: str, found: Iterable[Found], file_name: str = "practices"
) -> StreamingHttpResponse:
    """`name`: of one of `FORMATS`."""
    form = FORMATS[name]
    pieces = form.write(exported(found), active_language(), request)
    headers = {"Content-Disposition": f'attachment; filename="{file_name}.{form.ending}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(pieces, content_type=form.content_type, headers=headers)


def export_page(page: Page, request: HttpRequest, args: list, kwargs: dict) -> StreamingHttpResponse | None:
    """A hook of Wagtail, called before `page` is served to somebody who may see it."""
    name = request.GET.get("format", "")
    if name not in FORMATS or page.specific_class is not PracticePage:
        return None
    return export(request, name, [(page.translation_key, page.locale.language_code)], page.slug)
