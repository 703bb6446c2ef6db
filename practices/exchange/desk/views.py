"""The list of imports, and each of them: being checked, what would happen, progress, what it did."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices.curation.desk import desk_of
from practices.exchange.desk.access import imports, seen
from practices.exchange.desk.preview import preview
from practices.exchange.importing.model import Import

State = Import.State
PER_PAGE = 50
TEMPLATES = "practices/admin/imports"


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    context = paged(request, imports(request), "imports")
    return render(request, f"{TEMPLATES}/list.html", {**context, "is_for_all": desk_of(request).sees_all})


@require_safe
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, seen(request, pk))


def show(request: HttpRequest, run: Import, status: int = 200, **more: Any) -> HttpResponse:
    """In whatever state it is: the page can be left and found again."""
    context = {"run": run, "is_own": run.user_id == request.user.pk, **more}
    if run.state == State.READY:
        return render(request, f"{TEMPLATES}/preview.html", {**context, **preview(request, run)}, status=status)
    if run.is_in_work:
        return render(request, f"{TEMPLATES}/progress.html", {**context, **progress(run)}, status=status)
    pages = run.pages.select_related("page", "page__locale").order_by("pk")
    return render(request, f"{TEMPLATES}/done.html", {**context, **paged(request, pages, "pages")}, status=status)


def progress(run: Import) -> dict[str, Any]:
    """How many of how many, if that is known."""
    if run.state in (State.CHECKING, State.RUNNING):
        return {"done": run.position, "all": run.total}
    if run.state == State.SUBMITTING:
        return {"done": run.pages.exclude(is_submitted=None).count(), "all": run.pages.count()}
    return {"done": 0, "all": 0}


def paged(request: HttpRequest, found: Any, name: str) -> dict[str, Any]:
    paginator = Paginator(found, PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    return {name: page, "elided_page_range": paginator.get_elided_page_range(page.number)}
