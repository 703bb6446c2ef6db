"""The editor of a translation: source and target side by side, in a form that works without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.base.translation.comments.commenting import save_comments
from cms.base.translation.desk.access import may_begin
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor import boxes
from cms.base.translation.editor.access import item_at
from cms.base.translation.editor.machine import NoAnswer, machine_for, machine_words
from cms.base.translation.editor.next_item import next_item
from cms.base.translation.editor.publishing import page_of, publish
from cms.base.translation.editor.rows import rows_of
from cms.base.translation.editor.saving import Outcome, save_typed
from cms.base.translation.editor.showing import (
    beside_language,
    counts,
    editor_page,
    here,
    is_current,
    languages,
    texts_of,
)
from cms.base.translation.review.deciding import APPROVE, SEND_BACK, decide_here
from cms.base.translation.review.submitting import submit_for_review
from cms.base.translation.texts.text import Text


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    """Every response that does not save what was typed shows it again, even if the text may no longer be seen.

    POST with `Accept: application/json` returns the rows of the submitted texts as HTML, by text id.
    """
    item = item_at(kind, key, language)
    is_allowed = item is not None and may_begin(request.user, item)
    if item is None or not is_allowed:
        typed = [each.words for each in boxes.typed_in(request.POST.dict()).values() if not each.is_untouched]
        if typed:
            return _give_back(request, typed, 403 if item else 410)
        if item:
            raise PermissionDenied
        raise Http404
    if request.method != "POST":
        return editor_page(request, item, texts_of(item))
    if boxes.DELIMITER in request.POST.get("take", ""):
        return _take(request, item)
    if request.POST.get("machine"):
        return _ask_machine(request, item)
    return _save(request, item)


def _give_back(request: HttpRequest, typed: Sequence[str], status: int) -> HttpResponse:
    """Shows what was typed for something that is gone, or that the user may no longer see."""
    if _wants_json(request):
        return JsonResponse(
            {"said": _("This is no longer there to be translated. Copy what you typed.")}, status=status
        )
    return render(request, "base/admin/translate/gone.html", {"typed": typed}, status=status)


def _save(request: HttpRequest, item: TranslationItem) -> HttpResponse:
    data = request.POST.dict()
    typed = boxes.typed_in(data)
    outcome = save_typed(item, typed, request.POST.getlist("right"), request.user)
    texts = texts_of(item)
    said = _said(outcome, save_comments(item, texts, data, request.user))
    if _wants_json(request):
        return _answer(request, item, texts, outcome, typed, said)
    for text in said:
        (messages.success if outcome.is_done else messages.warning)(request, text)
    action = request.POST.get("action", "")
    if not outcome.is_done:
        return editor_page(request, item, texts, outcome, status=422)
    if action == "publish":
        return publish(request, item) or redirect(here(request, item))
    if action == "submit":
        submit_for_review(request, item, texts)
        return redirect(here(request, item))
    if action in (APPROVE, SEND_BACK):
        return decide_here(request, item, texts) or redirect(here(request, item))
    if action == "next":
        following = next_item(item, request.user)
        return redirect(following.editor_url if following else "translation_desk")
    touched = {*outcome.saved, *outcome.filled}
    if any(row.needs_attention for row in rows_of(item, texts, request.user, outcome, only=touched)):
        return editor_page(request, item, texts, outcome)
    return redirect(here(request, item))


def _answer(
    request: HttpRequest, item: TranslationItem, texts: Sequence[Text], outcome: Outcome, typed: Any, said: list[str]
) -> JsonResponse:
    touched = {*typed, *outcome.filled, *outcome.outdated}
    rows = rows_of(
        item, texts, request.user, outcome, beside=beside_language(request, item), only=touched, page=page_of(item)
    )
    context = {"item": item, "machine": machine_for(item), **languages(request, item)}
    template = get_template("base/admin/translate/row.html")
    return JsonResponse(
        {
            "said": " ".join(said) or _("Nothing has changed."),
            "is_done": outcome.is_done,
            "gone": outcome.gone,
            "is_current": is_current(item),
            **counts(texts),
            "rows": {row.id: template.render({**context, "row": row}, request) for row in rows},
        }
    )


def _take(request: HttpRequest, item: TranslationItem) -> HttpResponse:
    """Puts a suggestion into its box and keeps what was typed in others; saves nothing yet."""
    key, _delimiter, wanted = request.POST["take"].partition(boxes.DELIMITER)
    texts = texts_of(item)
    rows = rows_of(item, texts, request.user, only=[key])
    found = {row.id: each.words for row in rows for each in row.suggestions if each.key == wanted}
    typed, suggested = _unsaved(request)
    return editor_page(request, item, texts, taken={**typed, **found}, suggested=suggested)


def _ask_machine(request: HttpRequest, item: TranslationItem) -> HttpResponse:
    """Puts machine translations into untouched boxes; saves nothing yet."""
    texts = texts_of(item)
    typed, suggested = _unsaved(request)
    try:
        words = machine_words(item, texts, request.POST["machine"])
    except NoAnswer:
        words = {}
        messages.error(request, _("No suggestions have arrived. Try again later, or translate without them."))
    suggested |= {key: each for key, each in words.items() if key not in typed}
    return editor_page(request, item, texts, taken=typed, suggested=suggested)


def _unsaved(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """What people typed, and what machine translation put there, by text id."""
    typed = {key: each for key, each in boxes.typed_in(request.POST.dict()).items() if not each.is_untouched}
    machines = {key: each.words for key, each in typed.items() if each.is_machine_translation}
    return {key: each.words for key, each in typed.items() if key not in machines}, machines


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _said(outcome: Outcome, comments: int) -> list[str]:
    """The outcome of what was sent, as sentences."""
    found = []
    counts = (
        (len(outcome.saved), lambda n: ngettext("%(count)d text saved.", "%(count)d texts saved.", n)),
        (
            len(outcome.filled),
            lambda n: ngettext(
                "The same text appears in %(count)d other place: it has been filled in there too.",
                "The same text appears in %(count)d other places: it has been filled in there too.",
                n,
            ),
        ),
        (
            len(outcome.unsaved),
            lambda n: ngettext(
                "%(count)d text is not saved yet: see below.", "%(count)d texts are not saved yet: see below.", n
            ),
        ),
        (comments, lambda n: ngettext("%(count)d comment sent.", "%(count)d comments sent.", n)),
    )
    for count, text in counts:
        if count:
            found.append(text(count) % {"count": count})
    if outcome.gone:
        found.append(_("Something that you translated is no longer in the original: your words are below."))
    return found
