"""The social card of a page, as an image."""

from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.base.covers.views import YEAR
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import public_pages
from cms.base.models import BasePage
from cms.base.sharing.pages import card_of, card_url

MONTH = 30 * 24 * 60 * 60


@transaction.non_atomic_requests
@require_safe
def social_card(request: HttpRequest, page_id: int, digest: str) -> HttpResponse:
    """Serves the card of a public page. The URL of an outdated card redirects to the current one."""
    page = public_pages().filter(pk=page_id).specific().first()
    if not isinstance(page, BasePage) or not url_of(page, request):
        raise Http404
    card = card_of(page, request)
    if card.digest != digest:
        return redirect(card_url(page, request))
    png = cache.get_or_set(f"social-card-{digest}", card.png, MONTH)
    response = HttpResponse(png, content_type="image/png")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
