"""Sending a newsletter in the admin: preview, progress and result. Shows only numbers."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from cms.base.languages import content_languages, language_name, language_to_read
from cms.base.mail.model import OutgoingMail
from cms.base.readers import links
from home.newsletter.composing import edition_of
from home.newsletter.edition import LeftOut
from home.newsletter.index_page import NewsletterIndexPage
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.mail import compose_mail
from home.newsletter.sending.access import may_see, may_send
from home.newsletter.sending.audience import issues, not_confirmed, numbers
from home.newsletter.sending.changing import ACTIONS, cancel, schedule
from home.newsletter.sending.delivering import message
from home.newsletter.sending.forms import StartForm
from home.newsletter.sending.model import Delivery, Sending, total

log = logging.getLogger(__name__)
Columns = list[tuple[str, str]]  # state of a delivery and its label


@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    chosen, sent = numbers(), Delivery.State.SENT
    delivered = Count("deliveries", filter=Q(deliveries__state=sent))
    found = Sending.objects.defer("mails").annotate(delivered=delivered)[:200]
    context = {
        "numbers": [(language_name(code), count) for code, count in chosen.items()],
        "total": sum(chosen.values()),
        "not_confirmed": not_confirmed(),
        "sendings": [(each, total(each.numbers, sent) if each.numbers else each.delivered) for each in found],
        "archive": _archive(request),
    }
    return render(request, "home/admin/sendings.html", context)


def _archive(request: HttpRequest) -> NewsletterIndexPage | None:
    """The archive to which the user may add an issue."""
    archives = NewsletterIndexPage.objects.filter(alias_of=None).order_by("path")  # in the order of creation
    return next((page for page in archives if page.permissions_for_user(request.user).can_add_subpage()), None)


def send_issue(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows what will be sent, with a test mail to oneself and the send button; once it is scheduled, the progress."""
    page = get_object_or_404(NewsletterPage, pk=page_id)
    if not may_send(request.user, page):
        raise PermissionDenied
    if sending := Sending.objects.filter(issue=page.translation_key).first():
        return redirect("newsletter_sending", sending.pk)
    pages = issues(page.translation_key)
    form = StartForm(request.POST if request.POST.get("action") == "send" else None)
    if request.method == "POST" and request.POST.get("action") == "test":
        _send_test(request, pages.get(request.POST.get("language", "")) or page)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid() and pages:
        title = next(iter(pages.values())).title
        if not schedule(page.translation_key, title, form.cleaned_data["starts"], request.user):
            messages.error(request, _("Somebody else has just done this."))
        return redirect(request.path)
    rows = _plan(pages)
    context = {
        "page": page,
        "form": form,
        "rows": rows,
        "total": sum(row["count"] for row in rows),
        "languages": [(code, language_name(code)) for code in pages],
        "language": page.locale.language_code,
        "per_minute": settings.NEWSLETTER_PER_MINUTE,
        "left_out": _left_out(pages),
    }
    return render(request, "home/admin/send_issue.html", context, status=422 if form.errors else 200)


def _left_out(pages: dict[str, NewsletterPage]) -> list[tuple[str, list[LeftOut]]]:
    """What the mails in each language would lack, such as a page that was deleted after the issue was scheduled."""
    found = ((language_name(code), edition_of(page).left_out) for code, page in pages.items())
    return [(language, items) for language, items in found if items]


def _plan(pages: dict[str, NewsletterPage]) -> list[dict[str, Any]]:
    """For each language of readers, their number and the mail that they get."""
    chosen = numbers()
    rows = []
    for code in [*dict(content_languages()), *(code for code in chosen if code not in dict(content_languages()))]:
        if code not in chosen and code not in pages:
            continue
        shown = language_to_read(code, pages) if pages else ""
        rows.append(
            {
                "language": language_name(code),
                "count": chosen.get(code, 0),
                "issue": pages.get(shown),
                "instead": language_name(shown) if shown and shown != code else "",
            }
        )
    return rows


def _send_test(request: HttpRequest, issue: NewsletterPage) -> None:
    """Sends a test only to the editor, so that it cannot be used to write to others."""
    address = request.user.email  # type: ignore[union-attr]
    if not address:
        messages.error(request, _("Your account has no e-mail address."))
        return
    try:
        mail = compose_mail(issue)
    except Exception:
        _not_composed(request)
        return
    explained = settings.WAGTAILADMIN_BASE_URL + reverse("newsletter_test_link")
    test = message(mail, address, explained, explained, {})
    for header in links.headers(explained):  # mail programs would post to it
        del test.extra_headers[header]
    with override(mail.language):
        test.subject = _("Test: %(subject)s") % {"subject": mail.subject}
    test.send()
    messages.success(request, _("A test is on its way to %(address)s.") % {"address": address})


def _not_composed(request: HttpRequest) -> None:
    log.exception("The mail of a newsletter could not be composed.")
    messages.error(request, Sending.Problem.COMPOSING.label)


@require_safe
def test_mail_link(request: HttpRequest) -> HttpResponse:
    """The target of the personal links in a test mail."""
    return render(request, "home/admin/test_mail_link.html")


def sending(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Sending, pk=pk)
    page = NewsletterPage.objects.filter(translation_key=found.issue).order_by("pk").first()
    may_change = may_send(request.user, page)
    if not (may_see(request.user) or may_change):
        raise PermissionDenied
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        return _change(request, found, page)
    counted = found.counted()
    columns = [(state.value, str(state.label)) for state in Delivery.State]
    columns = [column for column in columns if any(column[0] in by_state for by_state in counted.values())]
    context = {
        "sending": found,
        "page": page,
        "may_change": may_change,
        "is_moving": _is_moving(found),
        "columns": columns,
        "rows": _rows(counted, columns),
        "in_doubt": total(counted, Delivery.State.DOUBT),
        "waiting": total(counted, Delivery.State.WAITING),
        "problem": _problem(found),
        "may_decide": bool(found.deliveries.exists()),
        "left_out": [] if found.started else _left_out(issues(found.issue)),
    }
    response = render(request, "home/admin/sending.html", context)
    if context["is_moving"]:
        response["Refresh"] = "15"  # seconds; nothing is typed on this page that could be lost
    return response


def _is_moving(sending: Sending) -> bool:
    """Whether the numbers are still changing."""
    is_due = sending.state == Sending.State.SCHEDULED and sending.starts <= timezone.now()
    return is_due or sending.state == Sending.State.RUNNING


def _rows(counted: dict[str, dict[str, int]], columns: Columns) -> list[tuple[str, list[int]]]:
    rows = [
        (language_name(code), [by_state.get(state, 0) for state, _label in columns])
        for code, by_state in counted.items()
        if by_state
    ]
    if len(rows) > 1:
        rows.append(
            (pgettext("total", "All"), [sum(column) for column in zip(*(cells for _name, cells in rows), strict=True)])
        )
    return rows


def _problem(sending: Sending) -> str:
    labels = dict([*Sending.Problem.choices, *OutgoingMail.Problem.choices])
    return str(labels.get(sending.problem, ""))


def _change(request: HttpRequest, found: Sending, page: NewsletterPage | None) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "cancel":
        if cancel(found):
            messages.success(request, _("Nothing will be sent."))
            return redirect("send_newsletter", page.pk) if page else redirect("newsletter_sendings")
        messages.error(request, _("This is no longer possible."))
    elif action in ACTIONS:
        try:
            done = ACTIONS[action](found)
        except Exception:
            _not_composed(request)
        else:
            if not done:
                messages.error(request, _("This is no longer possible."))
    return redirect("newsletter_sending", found.pk)
