"""Covers as files. The URL defines all that one shows, so they are drawn without the database and cached for ever."""

from io import BytesIO

from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from PIL import Image

from cms.base.covers.cover import VERSION, Cover
from cms.base.covers.raster import raster
from cms.base.covers.shapes import HEIGHT, WIDTH
from cms.base.covers.svg import svg

SCALE = 2  # pixels per unit of the drawing
YEAR = 365 * 24 * 60 * 60
MONTH = 30 * 24 * 60 * 60  # seconds for which the site keeps a bitmap; whoever fetched it keeps it for a year


@transaction.non_atomic_requests
@require_safe
def cover_file(request: HttpRequest, version: int, code: str) -> HttpResponse:
    if version != VERSION:
        raise Http404
    response = _cacheable(HttpResponse(svg(_cover(code)), content_type="image/svg+xml"))
    # When opened directly, it must not run anything.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@transaction.non_atomic_requests
@require_safe
def cover_picture(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """A bitmap, for mail programs, which do not show SVG. Mails are read years later, so URLs of any version work."""
    cover = _cover(code)
    png = cache.get_or_set(f"cover-{VERSION}-{code}", lambda: _png(cover), MONTH)
    return _cacheable(HttpResponse(png, content_type="image/png"))


def _png(cover: Cover) -> bytes:
    file = BytesIO()
    picture = raster(cover, WIDTH * SCALE, HEIGHT * SCALE, 0, SCALE)
    picture.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _cover(code: str) -> Cover:
    try:
        return Cover.from_code(code)
    except ValueError as error:
        raise Http404 from error


def _cacheable(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
