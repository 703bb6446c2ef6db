"""The attendance list of a meeting, which funders require: to print and sign, as a table, and to delete rows."""

import csv
import re
from io import StringIO
from urllib.parse import quote
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.base.delivery.sites import settings_for
from cms.base.languages import admin_language, first_of
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.access import may_see_attendance
from home.meetings.registration.model import Registration

EMPTY_ROWS = range(8)  # for people who come without registering
# What a spreadsheet would evaluate, even if its separator is not the comma.
FORMULA = re.compile(r"(^|[,;|\t\r\n])(\s*[=+\-@＝＋－＠])")


@require_safe
def attendance(request: HttpRequest, key: UUID) -> HttpResponse:
    """Raises 403 for users who may not see registrations. The URL does not depend on which page is the original."""
    page = _meeting(request, key)
    rows = list(Registration.of(page))
    context = {
        "page": page,
        "period": page.period,
        "registrations": rows,
        "write_url": _write_url(page, rows),
        "empty_rows": EMPTY_ROWS,
        "settings": settings_for(request),
    }
    response = render(request, "reports/attendance.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
def attendance_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    page = _meeting(request, key)
    file = StringIO()
    rows = csv.writer(file, quoting=csv.QUOTE_ALL)
    rows.writerow([pgettext("person", "Name"), _("Organisation"), _("Signature")])
    for registration in Registration.of(page):
        rows.writerow([escape_formula(registration.name), escape_formula(registration.organisation), ""])
    # With a byte order mark, from which Excel recognises UTF-8.
    response = HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.csv"'
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete_registration(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Deletes a registration on request: people who gave no e-mail address have no link to cancel it."""
    page = _meeting(request, key)
    row = get_object_or_404(Registration.of(page), pk=pk)
    if request.method == "POST":
        row.delete()
        return redirect("attendance", key)
    response = render(request, "reports/delete_registration.html", {"page": page, "registration": row})
    add_never_cache_headers(response)
    return response


def _write_url(page: MeetingPage, rows: list[Registration]) -> str:
    """Opens the user's own mail program, with recipients who do not see one another. "" for none."""
    addresses = sorted({row.email for row in rows if row.email})
    if not addresses:
        return ""
    return f"mailto:?bcc={','.join(quote(each, safe='@') for each in addresses)}&subject={quote(page.title)}"


def escape_formula(text: str) -> str:
    """`text`, escaped so that spreadsheets do not evaluate it: anybody may have typed it."""
    return FORMULA.sub(r"\1'\2", text)


def _meeting(request: HttpRequest, key: UUID) -> MeetingPage:
    """The meeting, in the user's admin language if possible. Raises `Http404` and `PermissionDenied`."""
    pages = list(MeetingPage.objects.filter(translation_key=key, alias_of=None).select_related("locale"))
    if not pages:
        raise Http404
    if not may_see_attendance(request.user, pages[0]):
        raise PermissionDenied
    by_language = {page.locale.language_code: page for page in pages}
    return by_language[first_of([admin_language(request.user)], by_language)]
