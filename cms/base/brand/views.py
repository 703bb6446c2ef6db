"""What is served for the site's identity: the stylesheet of its colours."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.base.brand.colours import Palette


@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def stylesheet(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """Written from its URL alone, so that a page without a database has the site's colours, too."""
    return HttpResponse(Palette.from_code(code).css(), content_type="text/css; charset=utf-8")
