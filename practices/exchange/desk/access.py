"""Who may import, and whose imports a user may see. Permissions for rows are checked per row."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from practices.curation.desk import desk_of
from practices.exchange.importing.model import Import, ImportedFile, ImportedPage


def refuse_others(request: HttpRequest) -> None:
    """Raises `PermissionDenied` unless the user edits practices: their organisation's, or all."""
    if not desk_of(request).edits:
        raise PermissionDenied


def imports(request: HttpRequest) -> QuerySet[Import]:
    """The user's own imports for their partner or, for coordinators, all imports. Raises `PermissionDenied`."""
    refuse_others(request)
    desk = desk_of(request)
    pages, file = (Exists(model.objects.filter(run=OuterRef("pk"))) for model in (ImportedPage, ImportedFile))
    found: QuerySet[Import] = Import.objects.select_related("user").annotate(has_pages=pages, has_file=file)
    if desk.sees_all:
        return found
    return found.filter(user=request.user.pk, partner__in=[partner.code for partner in desk.partners])


def seen(request: HttpRequest, pk: int) -> Any:
    """An import. Raises 404 if the user may not see it."""
    return get_object_or_404(imports(request), pk=pk)


def own(request: HttpRequest, pk: int) -> Any:
    """Only the user who uploaded a file can continue with it: rows are written with that user's permissions."""
    run = seen(request, pk)
    if run.user_id != request.user.pk:
        raise PermissionDenied
    return run
