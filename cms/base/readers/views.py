"""The public subscription form. Its response does not depend on who is already subscribed."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from cms.base.delivery.offered import offered_languages, refuse_unless_offered
from cms.base.delivery.sites import settings_for
from cms.base.languages import active_language
from cms.base.public_forms.waiting import retry_after
from cms.base.readers.addresses import folded
from cms.base.readers.forms import SubscribeForm
from cms.base.readers.kinds import Kind, kind_named
from cms.base.readers.model import CONFIRM_WITHIN
from cms.base.readers.subscribing import request_confirmation
from cms.base.throttling.attempts import Keys, begin, key_of
from cms.base.throttling.client_network import client_network


@transaction.non_atomic_requests  # an attempt counts even if what follows is rolled back
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, name: str) -> HttpResponse:
    """Responds with 422 to invalid input and 429 to too many attempts, each with the form as it was filled in."""
    refuse_unless_offered(request)
    kind = kind_named(name)
    if kind is None:
        raise Http404
    consent = kind.consent(settings_for(request).name)
    languages = offered_languages(request) or [active_language()]
    if request.method != "POST":
        initial = {"language": active_language(), **kind.initial(request.GET)}
        return _show(request, kind, kind.form_class(initial=initial, languages=languages, consent=consent))
    form = kind.form_class(request.POST, languages=languages, consent=consent)
    if not form.is_valid():
        return _show(request, kind, form, status=422)
    if not form.is_from_a_program:
        data = form.cleaned_data
        if wait := begin(_keys(request, data["email"])):
            form.ask_to_wait(wait)
            return retry_after(_show(request, kind, form, status=429), wait)
        request_confirmation(kind, kind.topic(data), data["email"], data["language"], consent)
    return redirect(f"{request.path}?sent")


def _keys(request: HttpRequest, address: str) -> Keys:
    """Also limited per address, so that nobody can be flooded with mails, even from many networks."""
    return {
        "pair": key_of("subscribe", "address", folded(address)),
        "network": key_of("subscribe", "network", client_network(request)),
    }


def _show(request: HttpRequest, kind: Kind, form: SubscribeForm, status: int = 200) -> HttpResponse:
    context = {
        "heading": kind.heading(),
        "introduction": kind.introduction(),
        "form": form,
        "is_sent": request.method != "POST" and "sent" in request.GET,
        "days": CONFIRM_WITHIN.days,
        "keeps_path_in_every_language": True,
    }
    response = render(request, "pages/subscribe.html", context, status=status)
    add_never_cache_headers(response)
    return response
