"""Past bulk changes: the list, the progress of one, and what undoing it would do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from practices.bulk.model import BulkChange, ChangedPractice
from practices.bulk.running import begin_undo, what_undoing_does
from practices.curation.desk import desk_of

State = ChangedPractice.State
PER_PAGE = 50
REFRESH = "3"  # seconds


def _visible(request: HttpRequest) -> Any:
    """The user's own changes, or all for coordinators: they name practices that others may not know of."""
    if not desk_of(request).edits:
        raise PermissionDenied
    found = BulkChange.objects.select_related("user", "undone_by")
    return found if desk_of(request).sees_all else found.filter(user=request.user.pk)


@require_safe
def bulk_changes(request: HttpRequest) -> HttpResponse:
    shown = Paginator(_visible(request).with_counts(), PER_PAGE).get_page(request.GET.get("p"))
    context = {"changes": shown, "is_for_all": desk_of(request).sees_all}
    return render(request, "practices/admin/bulk/changes.html", context)


@require_safe
def bulk_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    practices = list(found.practices.select_related("practice"))
    waiting = [each for each in practices if each.state in ChangedPractice.WAITING]
    groups = [
        (state, [each for each in practices if each.state == state])
        for state in (State.KEPT, State.LEFT_OUT, State.CHANGED, State.UNDONE)
    ]
    response = render(
        request,
        "practices/admin/bulk/change.html",
        {
            "change": found,
            "total": len(practices),
            "done": len(practices) - len(waiting),
            "waiting": len(waiting),
            "groups": [(state.value, rows) for state, rows in groups if rows],
            "may_undo": not waiting and not found.undone and any(each.state == State.CHANGED for each in practices),
        },
    )
    if waiting:
        response["Refresh"] = REFRESH
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def undo_bulk_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what undoing would do, then does it. Nothing can be undone while in progress, or twice."""
    changes = _visible(request)
    if request.method == "POST":  # a double click does no harm
        changes = changes.select_for_update(of=("self",))
    found = get_object_or_404(changes, pk=pk)
    if found.undone or found.waiting.exists():
        return redirect("bulk_change", found.pk)
    if request.method == "POST":
        begin_undo(found, request.user)
        return redirect("bulk_change", found.pk)
    rows = what_undoing_does(found, request.user)
    context = {
        "change": found,
        "restored": [row for row, reason in rows if not reason],
        "kept": [(row, reason.label) for row, reason in rows if reason],
    }
    return render(request, "practices/admin/bulk/undo.html", context)
