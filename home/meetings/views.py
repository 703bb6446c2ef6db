"""The calendars of all meetings and of a single one, at `calendar.ics` below their pages."""

from hashlib import sha256

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from cms.base.delivery.offered import refuse_unless_offered
from cms.base.delivery.routing import find_page
from cms.base.delivery.sites import settings_for
from home.meetings.calendar import calendar_of
from home.meetings.index_page import MeetingIndexPage
from home.meetings.listing import coming_first, meetings_below
from home.meetings.meeting_page import MeetingPage

MINUTES = 15
MAX_MEETINGS = 500


@transaction.non_atomic_requests
@require_safe
def calendar(request: HttpRequest, path: str) -> HttpResponse:
    """Raises 404 if the page is not public: calendar programs do not sign in. Contains only what everybody may see."""
    page = find_page(request, path)
    refuse_unless_offered(request)
    if not isinstance(page, MeetingIndexPage | MeetingPage) or not page.live or page.is_hidden:
        raise Http404
    if page.get_view_restrictions().exists():
        raise Http404
    if isinstance(page, MeetingPage):
        meetings, name = [page], page.title
    else:
        meetings = list(coming_first(meetings_below(page, request))[:MAX_MEETINGS])
        name = f"{settings_for(request).name}: {page.title}"
    return _sent(calendar_of(meetings, name, request), page.slug, request)


def _sent(content: bytes, slug: str, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    response["ETag"] = quote_etag(sha256(content).hexdigest()[:32])
    patch_cache_control(response, public=True, max_age=MINUTES * 60)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
