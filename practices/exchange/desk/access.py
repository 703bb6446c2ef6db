"""Who may import, and whose imports one may see: every view asks here. What a row may do is asked of each row."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from practices.curation.desk import desk_of
from practices.exchange.importing.model import Import, ImportedFile, ImportedPage


def refuse_others(request: HttpRequest) -> None:
    """Raises `PermissionDenied` unless the account edits practices: of its organisation, or all."""
    if not desk_of(request).edits:
        raise PermissionDenied


def imports(request: HttpRequest) -> QuerySet[Import]:
    """One's own for the partner that one works for, and for coordinators those of all. Raises `PermissionDenied`."""
    refuse_others(request)
    desk = desk_of(request)
    pages, file = (Exists(model.objects.filter(run=OuterRef("pk"))) for model in (ImportedPage, ImportedFile))
    found: QuerySet[Import] = Import.objects.select_related("user").annotate(has_pages=pages, has_file=file)
    if desk.sees_all:
        return found
    return found.filter(user=request.user.pk, partner__in=[partner.code for partner in desk.partners])


def seen(request: HttpRequest, pk: int) -> Any:
    """404 for what one may not see."""
    return get_object_or_404(imports(request), pk=pk)


def own(request: HttpRequest, pk: int) -> Any:
    """Only who has uploaded a file goes on with it: its rows are written with the rights of that account."""
    run = seen(request, pk)
    if run.user_id != request.user.pk:
        raise PermissionDenied
    return run
