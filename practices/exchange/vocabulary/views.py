"""Imports and exports the vocabulary in the admin. What was read is kept in the page, signed, until confirmed."""

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.apply import Outdated, import_terms
from practices.exchange.vocabulary.files import FORMATS, READ, export_vocabulary, read_file
from practices.exchange.vocabulary.model import TermsImport
from practices.exchange.vocabulary.planned import Plan, PlannedTerm
from practices.exchange.vocabulary.planning import plan
from practices.exchange.vocabulary.record import Contents
from practices.exchange.vocabulary.skos_reading import MAX_BYTES
from practices.exchange.vocabulary.undo import undo, what_stays
from practices.facts.usage import pages_using
from practices.vocabulary.concept import Concept

IMPORTING = ("practices.add_concept", "practices.change_concept")
UNDOING = (*IMPORTING, "practices.delete_concept")
LIST = "wagtailsnippets_practices_concept:list"
DAY = 24 * 60 * 60
MAX_SIGNED = 2_000_000  # characters; Django's limit for a form field, roughly
SHOWN = 200  # terms of each kind in the preview
LAST = 10  # number of imports listed


@require_safe
def export_vocabulary_file(request: HttpRequest, ending: str) -> HttpResponse:
    policy = policy_registry.get_by_type(Concept)
    if not policy.user_has_any_permission(request.user, {"add", "change", "delete", "view"}):
        raise PermissionDenied
    if ending not in FORMATS:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="vocabulary.{ending}"'}
    return HttpResponse(export_vocabulary(ending), content_type=FORMATS[ending].content_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def import_vocabulary(request: HttpRequest) -> HttpResponse:
    """Asks for a file, previews the import, then does it."""
    user: Any = request.user
    if not user.has_perms(IMPORTING):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request)
    return _confirmed(request) if "contents" in request.POST else _check(request)


def _check(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _ask(request, _("Choose a file."), 422)
    if (size := file.size or 0) > MAX_BYTES:
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(MAX_BYTES)}
        return _ask(request, _("The file is %(size)s, more than the %(limit)s that are allowed.") % sizes, 413)
    try:
        contents = read_file(file.read(), file.name or "")
    except FileProblem as problem:
        return _ask(request, str(problem), 422)
    return _preview(request, contents, file.name or "")


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Applies a confirmed import. Shows the preview again if it has changed."""
    try:
        data = signing.loads(request.POST["contents"], salt=_salt(request), max_age=DAY)
    except signing.BadSignature:
        return _ask(request, _("What was read of the file is no longer there. Choose the file again."), 422)
    contents = Contents.of(data)
    try:
        done = import_terms(contents, data["name"], request.user, data["digest"])
    except Outdated:
        text = _("The vocabulary has changed since this was shown. Nothing is saved: look at it again.")
        return _preview(request, contents, data["name"], text, 409)
    except FileProblem as problem:
        return _ask(request, str(problem), 422)
    count = len(done.to_save())
    text = ngettext("%(count)d term has been imported.", "%(count)d terms have been imported.", count)
    buttons = [messages.button(reverse("undo_vocabulary_import", args=[done.run.pk]), _("Undo"))] if done.run else None
    messages.success(request, text % {"count": count}, buttons=buttons)
    return redirect(LIST)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_vocabulary_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what undoing would leave as it is, undoes, and reports what it left."""
    user: Any = request.user
    if not user.has_perms(UNDOING):
        raise PermissionDenied
    run = get_object_or_404(TermsImport.objects.select_related("user", "undone_by"), pk=pk)
    if request.method == "POST":
        if undo(run, user):
            messages.success(request, _("The import is undone."))
        return redirect("undo_vocabulary_import", pk)
    rows = list(run.terms.select_related("term"))
    stays = what_stays(run) if run.undone is None else {row.pk: row.why_left for row in rows if row.why_left}
    context = {
        "run": run,
        "back": [row for row in rows if row.pk not in stays],
        "left": [(row, stays[row.pk]) for row in rows if row.pk in stays],
        "shown": SHOWN,
    }
    return render(request, "practices/admin/vocabulary/undo.html", context)


def _salt(request: HttpRequest) -> str:
    return f"vocabulary-{request.user.pk}"


def _ask(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "error": error,
        "endings": ",".join(READ),
        "limit": filesizeformat(MAX_BYTES),
        "formats": FORMATS,
        "imports": TermsImport.objects.select_related("user")[:LAST],
    }
    return render(request, "practices/admin/vocabulary/import.html", context, status=status)


def _preview(request: HttpRequest, contents: Contents, name: str, warning: str = "", status: int = 200) -> HttpResponse:
    found = plan(contents)
    signed = signing.dumps(
        {**contents.as_data(), "name": name, "digest": found.digest}, salt=_salt(request), compress=True
    )
    if len(signed) > MAX_SIGNED:
        return _ask(request, _("The file is too large. Split it into several files."), 413)
    context = {
        "name": name,
        "notes": found.notes,
        "warning": warning,
        "totals": found.counts,
        "groups": _groups(found),
        "signed": signed,
        "count": len(found.to_save()),
        "may_confirm": bool(found.to_save()) and not found.of("wrong"),
        "shown": SHOWN,
    }
    return render(request, "practices/admin/vocabulary/preview.html", context, status=status)


def _count_uses(rows: list[PlannedTerm]) -> None:
    """Counts uses like the list of terms: one query per fact and for drafts, for any number of terms."""
    found = pages_using([row.term for row in rows])
    for row in rows:
        row.uses = len(found.get(row.term, ()))


def _groups(found: Plan) -> list[dict[str, Any]]:
    """Errors first. Each group has at most `SHOWN` terms, and the number of remaining ones."""
    _count_uses(found.of("changed")[:SHOWN])
    groups = []
    for outcome in ("wrong", "changed", "new", "unchanged"):
        rows = found.of(outcome)
        if rows:
            groups.append({"outcome": outcome, "rows": rows[:SHOWN], "count": len(rows), "more": len(rows) - SHOWN})
    return groups
