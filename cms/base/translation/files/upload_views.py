"""Uploads of translators' files in the admin, with a report on each text.

Texts without conflicts are saved at once: a file never overwrites what somebody has written on the site since the
export, and each text has a history to go back to. So nobody has to send a file twice or confirm hundreds of texts; a
checkbox offers a dry run.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.base.ids import ids_in
from cms.base.languages import language_name
from cms.base.translation.desk.access import may_begin, may_see_desk
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.access import item_at
from cms.base.translation.editor.boxes import text_id, typed_in
from cms.base.translation.editor.saving import save_typed
from cms.base.translation.files.download_views import MAX_ITEMS
from cms.base.translation.files.item import MAX_SIZE
from cms.base.translation.files.receiving import receive
from cms.base.translation.files.result import Result, result_of, result_of_answers, totals

SHOWN = 100  # changed texts shown per item
MAX_CONFLICTS = 300  # per page, each with a few fields


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Accepts a file for any item, or a ZIP of many."""
    if not may_see_desk(request.user):
        raise PermissionDenied
    return take_file(request, None) if request.method == "POST" else _show(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_item(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    """Accepts only the file of one item."""
    item = item_at(kind, key, language)
    if item is None:
        raise Http404
    if not may_begin(request.user, item):
        raise PermissionDenied
    return take_file(request, item) if request.method == "POST" else _show(request, item)


def take_file(request: HttpRequest, item: TranslationItem | None) -> HttpResponse:
    """Imports `file` and shows the outcome; 4xx unless everything was done. `item`: the only one allowed."""
    file = request.FILES.get("file")
    if file is None:
        return _show(request, item, error=_("Choose a file."), status=422)
    if (size := file.size or 0) > MAX_SIZE:
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(MAX_SIZE)}
        error = _("The file is %(size)s, more than the %(limit)s that are allowed.") % sizes
        return _show(request, item, error=error, status=413)
    is_dry_run = "dry-run" in request.POST
    received = receive(file.name or "", file.read(), request.user, item, is_dry_run, MAX_ITEMS)
    return _show(request, item, [result_of(each) for each in received], is_dry_run=is_dry_run)


@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Handles the answers to conflicts: for each `item`, the editor's fields, prefixed with its id."""
    numbers = ids_in(request.POST.getlist("item"))
    items = TranslationItem.objects.filter(pk__in=numbers).select_related("locale").order_by("pk")
    if not may_see_desk(request.user) and not items:
        raise PermissionDenied
    if any(not may_begin(request.user, item) for item in items):
        raise PermissionDenied
    only = items[0] if len(items) == 1 else None
    return _show(request, only, [_settled(request, item) for item in items])


def _settled(request: HttpRequest, item: TranslationItem) -> Result:
    start = f"{item.pk}."
    data = {name.removeprefix(start): value for name, value in request.POST.dict().items() if name.startswith(start)}
    before, saved = _texts(item), save_typed(item, typed_in(data), [], request.user)
    return result_of_answers(item, before, _texts(item), saved)


def _texts(item: TranslationItem) -> dict[str, Any]:
    return {text_id(text): text for text in KINDS[item.kind].texts(item.object_key, item.locale)}


def _show(
    request: HttpRequest,
    item: TranslationItem | None,
    results: list[Result] | None = None,
    error: str = "",
    is_dry_run: bool = False,
    status: int = 0,
) -> HttpResponse:
    is_done = all(each.is_done for each in results or ())
    more = _limit_conflicts(results or [])
    context = {
        "item": item,
        "item_url": item.editor_url if item else "",
        "language": language_name(item.locale.language_code) if item else "",
        "error": error,
        "results": results,
        "totals": totals(results or []),
        "is_done": is_done,
        "is_dry_run": is_dry_run,
        "has_conflicts": not is_dry_run and any(each.conflicts for each in results or ()),
        "more_conflicts": more,
        "shown": SHOWN,
        "limit": filesizeformat(MAX_SIZE),
        "max_items": MAX_ITEMS,
    }
    return render(request, "base/admin/desk/upload.html", context, status=status or (200 if is_done else 422))


def _limit_conflicts(results: list[Result]) -> int:
    """Limits the conflicts on this page. Returns how many are left out."""
    allowed, more = MAX_CONFLICTS, 0
    for each in results:
        more += max(0, len(each.conflicts) - allowed)
        each.conflicts = each.conflicts[:allowed]
        allowed -= len(each.conflicts)
    return more
