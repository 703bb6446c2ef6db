"""Actions on an import: choose, confirm, check again, discard, undo. A double click does no harm.

Requests do not run in one transaction here: each step of the work has its own, as in the worker.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from practices.exchange.desk.access import own, seen
from practices.exchange.desk.preview import confirmation, free_columns, headings, is_document
from practices.exchange.desk.views import TEMPLATES, show
from practices.exchange.importing.holding import delete_unbegun
from practices.exchange.importing.model import Import
from practices.exchange.importing.reviews import reviews_to_cancel
from practices.exchange.importing.running import MAX_IN_REQUEST, go_on
from practices.exchange.importing.undo import touched_pages

State = Import.State
SHOWN = 100  # pages per list
View = Callable[[HttpRequest, int], HttpResponse]


def _changing(view: View) -> View:
    return transaction.non_atomic_requests(require_POST(view))


@_changing
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Stores the choice of a value for a misspelt one, or of a column for a heading of the file."""
    run = own(request, pk)
    assigned, problem = dict(run.assigned), ""
    if "assign" in request.POST:
        assigned, problem = _assigned(request, run)
    meant = _meant(request, run)
    if problem or meant is None:
        text = problem or _("That can no longer be chosen. Choose again.")
        return show(request, run, 422, assigned, error=text)
    _check_again(run, (State.READY,), assigned=assigned, meant=meant)
    return redirect("practice_import", pk)


def _assigned(request: HttpRequest, run: Import) -> tuple[dict[str, str], str]:
    """The chosen columns by heading, and what is wrong with the choice."""
    free = dict(free_columns(run))
    found = {
        heading: request.POST.get(f"heading-{number}", "") for number, (heading, _column) in enumerate(headings(run))
    }
    columns = [column for column in found.values() if column]
    if any(column not in free for column in columns):
        return found, _("That can no longer be chosen. Choose again.")
    if len(set(columns)) < len(columns) and not is_document(run):
        return found, _("Each column can be assigned once.")
    return found, ""


def _meant(request: HttpRequest, run: Import) -> dict[str, dict[str, str]] | None:
    """None if what was chosen does not exist."""
    taken, dropped = request.POST.get("take", ""), request.POST.get("drop", "")
    terms = run.what_was_meant
    numbers = {str(number): each for number, each in enumerate(run.misspelt)}
    if taken and taken != "all" and taken not in numbers:
        return None
    for each in numbers.values() if taken == "all" else [numbers[taken]] if taken else []:
        terms[each["column"], each["value"]] = each["suggestion"]
    if dropped:
        known = {str(number): key for number, key in enumerate(terms)}
        if dropped not in known:
            return None
        del terms[known[dropped]]
    found: dict[str, dict[str, str]] = {}
    for (column, value), term in terms.items():
        found.setdefault(column, {})[value] = term
    return found


def _check_again(run: Import, states: tuple[str, ...], **values: Any) -> None:
    """Checks again, at once if it is small. Does nothing if the import has left `states`."""
    with transaction.atomic():
        claimed = Import.objects.filter(pk=run.pk, state__in=states)
        is_ours = claimed.update(state=State.CHECKING, alive_at=None, attempts=0, problem="", position=0, **values)
        if is_ours:  # what an earlier check left behind is void now
            run.pages.all().delete()
            run.pictures.all().delete()
    if is_ours:
        _go_on_if_small(run, run.total)


def _go_on_if_small(run: Import, count: int) -> None:
    if count <= MAX_IN_REQUEST:
        go_on(run.pk)


@_changing
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Retries a failed check: the file is kept for some days."""
    run: Any = own(request, pk)
    if run.state == State.FAILED and run.has_file:
        _check_again(run, (State.FAILED,))
    return redirect("practice_import", pk)


@_changing
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Discards the import, before anything has been written."""
    run = own(request, pk)
    if delete_unbegun(Import.objects.filter(pk=pk)):
        messages.success(request, _("“%(name)s” has been discarded.") % {"name": run.file_name})
        return redirect("practice_imports")
    return redirect("practice_import", pk)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    run = own(request, pk)
    if run.state != State.READY:
        return redirect("practice_import", pk)
    if not run.may_be_confirmed:
        text = _("As long as a row is wrong, or nothing would change, there is nothing to confirm.")
        return show(request, run, 409, error=text)
    if request.method != "POST":
        return render(request, f"{TEMPLATES}/confirm.html", {"run": run, **confirmation(run)})
    claimed = Import.objects.filter(pk=pk, state=State.READY, wrong=0)
    submits = "submits" in request.POST
    if claimed.update(state=State.RUNNING, alive_at=None, problem="", position=0, submits=submits):
        _go_on_if_small(run, run.total)
    return redirect("practice_import", pk)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what would be undone and what not, then undoes it."""
    run = seen(request, pk)
    if not run.may_be_undone:
        return redirect("practice_import", pk)
    if request.method == "POST":
        if Import.objects.filter(pk=pk, state=State.DONE).update(state=State.UNDOING, undone_by=request.user.pk):
            _go_on_if_small(run, run.pages.count())
        return redirect("practice_import", pk)
    left = touched_pages(run, request.user)
    back = run.pages.exclude(page__in=[page.pk for page, _why in left]).select_related("page", "page__locale")
    shown = list(back.order_by("pk")[:SHOWN])
    context = {
        "run": run,
        "left": left,
        "back": shown,
        "count": back.count(),
        "reviewed": reviews_to_cancel(run, shown, request.user),
    }
    return render(request, f"{TEMPLATES}/undo.html", context)
