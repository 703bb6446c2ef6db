"""The form by which people register for a meeting, at `registration/` below its page."""

from datetime import timedelta

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.display.part import Part
from cms.base.public_forms.waiting import minutes_of, retry_after
from cms.base.readers.addresses import folded
from cms.base.readers.forms import SubscribeForm
from cms.base.throttling.attempts import begin, key_of
from cms.base.throttling.client_network import client_network
from home.meetings.details import MeetingDetails
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.forms import RegistrationForm
from home.meetings.registration.mails import send_confirmation
from home.meetings.registration.model import Registration
from home.meetings.registration.status import Status, status_of

SAME_MAIL = timedelta(hours=1)  # in which an address gets at most one confirmation per meeting


def registration(page: MeetingPage, request: HttpRequest) -> HttpResponse:
    """404 if registration is closed to all, 409 if it is full or too late, 422 for invalid input, 429 for too many
    registrations from one network or with one address.

    Every response to a refused form shows what was typed. Pages run without a transaction, so this opens its own.
    """
    status = status_of(page)
    if status == Status.NONE:
        raise Http404
    if request.method in ("GET", "HEAD"):
        return _show(request, page, RegistrationForm(), status)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = RegistrationForm(request.POST)
    if status != Status.OPEN:
        return _show(request, page, form, status, code=409)
    if not form.is_valid():
        return _show(request, page, form, status, code=422)
    if not form.is_from_a_program:
        if wait := begin({"network": key_of("registration", "network", client_network(request))}):
            form.ask_to_wait(wait)
            return retry_after(_show(request, page, form, status, code=429), wait)
        email = form.cleaned_data["email"]
        if email and (wait := begin({"pair": key_of("registration", "address", folded(email))})):
            form.add_error(None, SubscribeForm.too_many % {"count": minutes_of(wait)})
            return retry_after(_show(request, page, form, status, code=429), wait)
        if (status := _register(page, form.cleaned_data, request)) != Status.OPEN:
            return _show(request, page, form, status, code=409)
    return redirect(f"{request.path}?registered")


@transaction.atomic
def _register(page: MeetingPage, words: dict[str, str], request: HttpRequest) -> Status:
    """Locks, so that two people cannot both get the last place. Registering twice takes one place."""
    Page.objects.select_for_update().get(pk=page.original.pk)
    status = status_of(page)
    same = {name: words[name] for name in ("name", "organisation", "email")}
    known_person = {f"{name}__iexact": value for name, value in same.items()}  # a telephone begins with a capital
    if status != Status.OPEN or Registration.of(page).filter(**known_person).exists():
        return status
    wording = page.consent_wording or page.original.consent_wording
    language = page.locale.language_code
    known = Registration.of(page).filter(email__iexact=same["email"], created__gt=timezone.now() - SAME_MAIL)
    wants_mail = same["email"] and not known.exists()
    Registration.objects.create(meeting_key=page.translation_key, consent=wording, language=language, **same)
    if wants_mail:
        send_confirmation(page, same["email"], request)
    return status


def _show(
    request: HttpRequest, page: MeetingPage, form: RegistrationForm, status: Status, code: int = 200
) -> HttpResponse:
    heading = _("Register")
    context = {
        "page": page,
        "part": Part("registration/", heading),
        "meeting": MeetingDetails.of(page, request),
        "form": form,
        "status": status.value,
        "consent_wording": page.consent_wording or page.original.consent_wording,
        "is_registered": request.method != "POST" and "registered" in request.GET,
        "heading": heading,
        "self": page,
    }
    response = render(request, "pages/meeting_registration.html", context, status=code)
    add_never_cache_headers(response)
    return response


MeetingPage.other_forms["registration"] = registration
