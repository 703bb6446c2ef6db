"""The page on which readers suggest a correction to a practice; its partner's editors get it by mail."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cms.base.delivery.language_fallback import reading_order
from cms.base.delivery.offered import refuse_unless_offered
from cms.base.feedback.correcting import or_administrators, take_correction
from cms.base.languages import active_language
from practices.repository.cards import visible_page
from practices.repository.practice import PracticePage


@transaction.non_atomic_requests  # an attempt counts even if what follows is rolled back
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_correction(request: HttpRequest, key: str) -> HttpResponse:
    """Raises 404 for a practice that visitors cannot see."""
    refuse_unless_offered(request)
    page = visible_page(key, reading_order(active_language(), request))
    if page is None:
        raise Http404
    context = {"partner_name": page.partner_page.short_name, "keeps_path_in_every_language": True}
    return take_correction(request, page, lambda: recipients(page), context)


def recipients(page: PracticePage) -> QuerySet:
    """The partner's editors; administrators, if none of them can be reached."""
    users, editors = get_user_model()._default_manager, page.partner_page.editors_id
    return or_administrators(users.filter(groups=editors) if editors else users.none())
