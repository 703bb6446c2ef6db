"""The page on which readers suggest a practice, if the site's settings enable it."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.base.delivery.offered import refuse_unless_offered
from cms.base.delivery.sites import settings_for
from cms.base.languages import active_language
from cms.base.per_language.texts import in_language, language_shown
from cms.base.public_forms.waiting import retry_after
from cms.base.readers.addresses import folded
from cms.base.throttling.attempts import Keys, begin, key_of
from cms.base.throttling.client_network import client_network
from practices.suggestions.forms import SuggestionForm
from practices.suggestions.model import KEPT_DECLINED
from practices.suggestions.taking import take


@transaction.non_atomic_requests  # an attempt counts even if what follows is rolled back
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_practice(request: HttpRequest) -> HttpResponse:
    """Raises 404 unless the site takes suggestions. Invalid, hasty or stale forms get 422, too many 429."""
    refuse_unless_offered(request)
    if not settings_for(request).takes_suggestions:
        raise Http404
    if request.method != "POST":
        return _show(request, SuggestionForm())
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    if not form.is_from_a_program:
        if wait := begin(_keys(request, form.cleaned_data["email"])):
            form.ask_to_wait(wait)
            return retry_after(_show(request, form, status=429), wait)
        take(form.cleaned_data, active_language())
    return redirect(f"{request.path}?sent")


def _keys(request: HttpRequest, address: str) -> Keys:
    """The keys that limit suggestions by address and, less strictly, by network: a whole class may share one."""
    return {
        "pair": key_of("suggestion", "address", folded(address)),
        "network": key_of("suggestion", "network", client_network(request)),
    }


def _show(request: HttpRequest, form: SuggestionForm, status: int = 200) -> HttpResponse:
    introduction = settings_for(request).suggestions_introduction
    context = {
        "heading": _("Suggest a practice"),
        "form": form,
        "introduction": in_language(introduction),
        "introduction_language": language_shown(introduction),
        "is_sent": request.method != "POST" and "sent" in request.GET,
        "days": KEPT_DECLINED.days,
        "keeps_path_in_every_language": True,
    }
    response = render(request, "pages/suggest_practice.html", context, status=status)
    add_never_cache_headers(response)
    return response
