"""The list of imports, and the pages of each: checking, preview, progress, result."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices.curation.desk import desk_of
from practices.exchange.desk.access import imports, seen
from practices.exchange.desk.preview import is_document, paged, preview
from practices.exchange.importing.model import Import

State = Import.State
PER_PAGE = 50
TEMPLATES = "practices/admin/imports"


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    context = paged(request, imports(request), "imports", PER_PAGE)
    return render(request, f"{TEMPLATES}/list.html", {**context, "is_for_all": desk_of(request).sees_all})


@require_safe
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, seen(request, pk))


def show(
    request: HttpRequest, run: Import, status: int = 200, chosen: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """Shows the import in any state, so that users can leave the page and return. `chosen` is as for `preview`."""
    context = {"run": run, "is_own": run.user_id == request.user.pk, "is_document": is_document(run), **more}
    if run.state == State.READY:
        return render(request, f"{TEMPLATES}/preview.html", {**context, **preview(request, run, chosen)}, status=status)
    if run.is_in_work:
        return render(request, f"{TEMPLATES}/progress.html", {**context, **progress(run)}, status=status)
    pages = run.pages.select_related("page", "page__locale").order_by("pk")
    context |= paged(request, pages, "pages", PER_PAGE)
    context |= submitted(run) if run.submits and run.state == State.DONE else {}
    return render(request, f"{TEMPLATES}/done.html", context, status=status)


def submitted(run: Import) -> dict[str, int]:
    """How many practices were submitted for review, and how many were not: translations have no review."""
    counts: dict[str, int] = run.pages.aggregate(
        submitted=Count("pk", filter=Q(is_submitted=True)), refused=Count("pk", filter=~Q(not_submitted=""))
    )
    return counts


def progress(run: Import) -> dict[str, Any]:
    """How many of the total, if that is known."""
    if run.state in (State.CHECKING, State.RUNNING):
        return {"done": run.position, "all": run.total}
    if run.state == State.SUBMITTING:
        return {"done": run.pages.exclude(is_submitted=None).count(), "all": run.pages.count()}
    return {"done": 0, "all": 0}
