"""The form by which readers suggest a correction. Only the mail is stored, until it has been sent."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.delivery.urls import full_url_of, url_of
from cms.base.feedback.forms import CorrectionForm
from cms.base.feedback.mails import send_correction
from cms.base.public_forms.waiting import retry_after
from cms.base.throttling.attempts import Keys, begin, key_of
from cms.base.throttling.client_network import client_network


def take_correction(
    request: HttpRequest, page: Any, recipients: Callable[[], Iterable[Any]], context: dict[str, Any]
) -> HttpResponse:
    """Handles the form: 422 for invalid input, 429 for too many messages, 503 if there is nobody to send it to.

    Every error response shows the form with what was typed. `page` is one that visitors may see, `recipients` gives the
    users who get the message, and `context` is that of the template; its `partner_name` says whose editors they are.
    The view must not run in a transaction: a rollback would discard the counted attempt.
    """
    if request.method != "POST":
        return _show(request, page, CorrectionForm(), context)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, context, status=422)
    if not form.is_from_a_program:
        if wait := begin(_keys(request, page)):
            form.ask_to_wait(wait)
            return retry_after(_show(request, page, form, context, status=429), wait)
        with transaction.atomic():
            sent = send_correction(page, full_url_of(page, request), form.cleaned_data, recipients())
        if not sent:
            form.add_error(None, _("At present, nobody can receive messages about this page."))
            return _show(request, page, form, context, status=503)
    return redirect(f"{request.path}?sent")


def or_administrators(users: QuerySet) -> QuerySet:
    """Those of `users` who can be reached by mail; if none can, the administrators."""
    reachable = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    found = reachable.filter(pk__in=users.values("pk"))
    return found if found.exists() else reachable.filter(is_superuser=True)


def _keys(request: HttpRequest, page: Any) -> Keys:
    network = client_network(request)
    return {
        "pair": key_of("correction", "pair", page.translation_key.hex, network),
        "network": key_of("correction", "network", network),
    }


def _show(
    request: HttpRequest, page: Any, form: CorrectionForm, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    language = page.locale.language_code
    context = context | {
        "about": page,
        "about_language": language,
        "about_url": with_fallback_language(url_of(page, request), language),
        "form": form,
        "is_sent": request.method != "POST" and "sent" in request.GET,
        "heading": _("Suggest a correction"),
    }
    response = render(request, "pages/suggest_correction.html", context, status=status)
    add_never_cache_headers(response)
    return response
