"""What is served for the site's identity: the stylesheet of its colours, its icons and the manifest that lists them."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.base.brand.colours import PAPER, Palette
from cms.base.models import SiteSettings

YEAR = 365 * 24 * 3600  # seconds


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def stylesheet(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """Built from its URL alone, so that even an error page without a database has the site's colours."""
    return HttpResponse(Palette.from_code(code).css(), content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, for people who add the site to their phone's home screen."""
    settings = SiteSettings.for_request(request)
    sizes = (192, 512)
    return JsonResponse(
        {
            "name": settings.name,
            "icons": [{"src": settings.icon(size), "sizes": f"{size}x{size}", "type": "image/png"} for size in sizes],
            "start_url": "/",
            "display": "browser",
            "background_color": PAPER,
            "theme_color": settings.accent_colour,
        },
        content_type="application/manifest+json",
    )


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """The site's mark in this size. Its URL is fixed, so pages can link to it without a query."""
    mark = SiteSettings.for_request(request).mark
    if mark is None:
        return HttpResponseRedirect(staticfiles_storage.url(f"icons/icon-{size}.png"))
    return HttpResponseRedirect(mark.get_rendition(f"fill-{size}x{size}|format-png").url)
