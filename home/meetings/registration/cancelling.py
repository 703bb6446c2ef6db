"""The page that a confirmation links to. Opening it changes nothing; its button deletes the registration."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.base.languages import first_of
from cms.base.readers.personal_views import language_to_show, personal
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration
from home.meetings.registration.person import to_cancel


@personal
def cancel_registration(request: HttpRequest, token: str) -> HttpResponse:
    key, rows = to_cancel(token)
    language = language_to_show(request, rows[0].language if rows else None)
    was_registered = bool(rows)
    if request.method == "POST":
        Registration.objects.filter(pk__in=[row.pk for row in rows]).delete()
        rows = []
    with override(language):
        if rows:
            heading = _("Cancel your registration")
        else:
            heading = _("Your registration is cancelled") if was_registered else _("You are not registered")
        context = {"heading": heading, "rows": rows, "meeting": _meeting(key, language)}
        return render(request, "pages/registration_cancel.html", context)


def _meeting(key: UUID, language: str) -> MeetingPage | None:
    """None if it was deleted: its registrations are deleted soon after."""
    pages = MeetingPage.objects.live().filter(translation_key=key, alias_of=None).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    return by_language[first_of([language], by_language)] if by_language else None
