"""Covers as files. All that one shows is in its URL, so they are drawn without the database and kept for ever."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.base.covers.cover import VERSION, Cover
from cms.base.covers.svg import svg

YEAR = 365 * 24 * 60 * 60


@transaction.non_atomic_requests
@require_safe
def cover_file(request: HttpRequest, version: int, code: str) -> HttpResponse:
    if version != VERSION:
        raise Http404
    try:
        cover = Cover.from_code(code)
    except ValueError as error:
        raise Http404 from error
    response = HttpResponse(svg(cover), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    # Opened by itself, it runs nothing.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
