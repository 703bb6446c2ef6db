"""The page on which readers suggest a correction. Nothing of it is stored but the mail, until that has been sent."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.base.access.attempts import Keys, begin, key_of
from cms.base.access.client_network import client_network
from cms.base.delivery.language_fallback import reading_order, with_fallback_language
from cms.base.delivery.offered import refuse_unless_offered
from cms.base.delivery.urls import full_url_of, url_of
from cms.base.languages import active_language
from cms.base.public_forms import retry_after
from practices.corrections.forms import CorrectionForm
from practices.corrections.mails import send_correction
from practices.repository.cards import visible_page
from practices.repository.practice import PracticePage


@transaction.non_atomic_requests  # an attempt counts, even if what follows is rolled back
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_correction(request: HttpRequest, key: str) -> HttpResponse:
    """404 for a practice that visitors cannot see, 422 for invalid input, 429 for too many messages.

    Every answer but 404 has the form with what was typed.
    """
    refuse_unless_offered(request)
    page = visible_page(key, reading_order(active_language(), request))
    if page is None:
        raise Http404
    if request.method != "POST":
        return _show(request, page, CorrectionForm())
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=422)
    if not form.is_from_a_program:
        if wait := begin(_keys(request, key)):
            form.ask_to_wait(wait)
            return retry_after(_show(request, page, form, status=429), wait)
        with transaction.atomic():
            sent = send_correction(page, full_url_of(page, request), form.cleaned_data)
        if not sent:
            form.add_error(None, _("At present, nobody can receive messages about this practice."))
            return _show(request, page, form, status=503)
    return redirect(f"{request.path}?sent")


def _keys(request: HttpRequest, key: str) -> Keys:
    network = client_network(request)
    return {
        "pair": key_of("correction", "pair", key, network),
        "network": key_of("correction", "network", network),
    }


def _show(request: HttpRequest, page: PracticePage, form: CorrectionForm, status: int = 200) -> HttpResponse:
    context = {
        "practice": page,
        "practice_language": page.locale.language_code,
        "practice_url": with_fallback_language(url_of(page, request), page.locale.language_code),
        "partner_name": page.partner_page.short_name,
        "form": form,
        "is_sent": request.method != "POST" and "sent" in request.GET,
        "heading": _("Suggest a correction"),
        "keeps_path_in_every_language": True,
    }
    response = render(request, "pages/suggest_correction.html", context, status=status)
    add_never_cache_headers(response)
    return response
