"""The editor of a translation: source and target side by side, in a form that works without JavaScript."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_user_display_name

from cms.base.delivery.urls import full_url_of
from cms.base.languages import content_languages, language_name
from cms.base.models.originals import record_of
from cms.base.translation.desk.access import may_begin, may_publish_in, may_work_on
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.list_view import desk_url
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.pages import Pages
from cms.base.translation.desk.state import State
from cms.base.translation.editor import boxes
from cms.base.translation.editor.access import item_at
from cms.base.translation.editor.commenting import comments_url, original_of, save_comments
from cms.base.translation.editor.following import next_item
from cms.base.translation.editor.machine import NoAnswer, machine_for, machine_words
from cms.base.translation.editor.publishing import page_of, publish
from cms.base.translation.editor.rows import Row, rows_of
from cms.base.translation.editor.saving import Outcome, save_typed
from cms.base.translation.review.deciding import APPROVE, SEND_BACK, decide_here
from cms.base.translation.review.submitting import review_context, submit_for_review
from cms.base.translation.texts.text import Text

SHOW = ("open", "new", "all")  # "new": saved since it was published


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
        return _show(request, item, _texts(item))
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
    texts = _texts(item)
    said = _said(outcome, save_comments(item, texts, data, request.user))
    if _wants_json(request):
        return _answer(request, item, texts, outcome, typed, said)
    for text in said:
        (messages.success if outcome.is_done else messages.warning)(request, text)
    action = request.POST.get("action", "")
    if not outcome.is_done:
        return _show(request, item, texts, outcome, status=422)
    if action == "publish":
        return publish(request, item) or redirect(_here(request, item))
    if action == "submit":
        submit_for_review(request, item)
        return redirect(_here(request, item))
    if action in (APPROVE, SEND_BACK):
        return decide_here(request, item) or redirect(_here(request, item))
    if action == "next":
        following = next_item(item, request.user)
        return redirect(following.editor_url if following else "translation_desk")
    touched = {*outcome.saved, *outcome.filled}
    if any(row.needs_attention for row in rows_of(item, texts, request.user, outcome, only=touched)):
        return _show(request, item, texts, outcome)
    return redirect(_here(request, item))


def _answer(
    request: HttpRequest, item: TranslationItem, texts: Sequence[Text], outcome: Outcome, typed: Any, said: list[str]
) -> JsonResponse:
    touched = {*typed, *outcome.filled, *outcome.outdated}
    rows = rows_of(item, texts, request.user, outcome, beside=_beside(request, item), only=touched, page=page_of(item))
    context = {"item": item, "machine": machine_for(item), **_languages(request, item)}
    template = get_template("base/admin/translate/row.html")
    return JsonResponse(
        {
            "said": " ".join(said) or _("Nothing has changed."),
            "is_done": outcome.is_done,
            "gone": outcome.gone,
            "is_current": _is_current(item),
            **_counts(texts),
            "rows": {row.id: template.render({**context, "row": row}, request) for row in rows},
        }
    )


def _take(request: HttpRequest, item: TranslationItem) -> HttpResponse:
    """Puts a suggestion into its box and keeps what was typed in others; saves nothing yet."""
    key, _delimiter, wanted = request.POST["take"].partition(boxes.DELIMITER)
    texts = _texts(item)
    rows = rows_of(item, texts, request.user, only=[key])
    found = {row.id: each.words for row in rows for each in row.suggestions if each.key == wanted}
    typed, suggested = _unsaved(request)
    return _show(request, item, texts, taken={**typed, **found}, suggested=suggested)


def _ask_machine(request: HttpRequest, item: TranslationItem) -> HttpResponse:
    """Puts machine translations into untouched boxes; saves nothing yet."""
    texts = _texts(item)
    typed, suggested = _unsaved(request)
    try:
        words = machine_words(item, texts, request.POST["machine"])
    except NoAnswer:
        words = {}
        messages.error(request, _("No suggestions have arrived. Try again later, or translate without them."))
    suggested |= {key: each for key, each in words.items() if key not in typed}
    return _show(request, item, texts, taken=typed, suggested=suggested)


def _unsaved(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """What people typed, and what machine translation put there, by text id."""
    typed = {key: each for key, each in boxes.typed_in(request.POST.dict()).items() if not each.is_untouched}
    machines = {key: each.words for key, each in typed.items() if each.is_machine_translation}
    return {key: each.words for key, each in typed.items() if key not in machines}, machines


def _texts(item: TranslationItem) -> list[Text]:
    return KINDS[item.kind].texts(item.object_key, item.locale)


def _show(
    request: HttpRequest,
    item: TranslationItem,
    texts: Sequence[Text],
    outcome: Outcome | None = None,
    taken: dict[str, str] | None = None,
    suggested: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    if not texts:
        raise Http404
    page = page_of(item)
    every = rows_of(item, texts, request.user, outcome, taken, suggested, _beside(request, item), page=page)
    rows = {
        "open": [row for row in every if row.is_open or row.needs_attention],
        "new": [row for row in every if row.published],
        "all": every,
    }
    for row, after in pairwise(rows["new"]):
        row.next_id = after.id
    review = review_context(request, item, page, texts)
    show = _shown(request, rows, bool(review.get("may_review")))
    following = next_item(item, request.user)
    context = {
        "item": item,
        "kind": KINDS[item.kind],
        "rows": rows[show],
        "show": show,
        "count": len(every),
        "has_open": any(text.state != "done" for text in texts),
        **_counts(texts),
        **_desk_context(request, item),
        "gone": outcome.gone if outcome else [],
        "following": following,
        "comments_url": comments_url(item),
        "machine": machine_for(item),
        "address": _here(request, item),
        "filters": [(name, _query(request, show=name)) for name in SHOW if name != "new" or rows["new"]],
        "new_count": len(rows["new"]),
        "is_current": _is_current(item),
        "languages_beside": [
            (code, name) for code, name in content_languages() if code not in (item.source_language, _target(item))
        ],
        **_languages(request, item),
        **_page_context(request, item, page),
        **review,
    }
    return render(request, "base/admin/translate/editor.html", context, status=status)


def _counts(texts: Sequence[Text]) -> dict[str, str]:
    """The numbers of open and finished texts, in words."""
    done = sum(text.state == "done" for text in texts)
    is_open = len(texts) - done
    return {
        "open": ngettext("%(counter)s open text", "%(counter)s open texts", is_open) % {"counter": is_open},
        "done": _("%(done)s of %(total)s texts are translated.") % {"done": done, "total": len(texts)},
    }


def _desk_context(request: HttpRequest, item: TranslationItem) -> dict[str, Any]:
    """Who has taken it, the link back, and whether the original is visible at all."""
    original = original_of(item)
    may_take = item.taken_by is None and item.is_waiting and may_work_on(request.user, item)
    return {
        "desk_url": desk_url(language=_target(item)),
        "taken_by": get_user_display_name(item.taken_by) if item.taken_by else "",
        "is_mine": item.taken_by_id == request.user.pk,
        "take_url": reverse("take_translation", args=[item.pk]) if may_take else "",
        "original_url": full_url_of(original, request) if original and original.live else "",
        "is_withheld": original is not None and not original.live,
    }


def _page_context(request: HttpRequest, item: TranslationItem, page: Any) -> dict[str, Any]:
    """The actions for the translated page. If there is none yet, saving the first text begins it."""
    user: Any = request.user
    if page is None:
        return {"may_publish": item.kind == Pages.key and may_publish_in(user, item.locale)}
    translation = record_of(page)
    return {
        "page": page,
        "may_publish": page.permissions_for_user(user).can_publish(),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]) if translation else "",
        "live_url": full_url_of(page, request) if page.live else "",
        "other_editor_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }


def _languages(request: HttpRequest, item: TranslationItem) -> dict[str, Any]:
    beside = _beside(request, item)
    return {
        "source_name": language_name(item.source_language),
        "target_name": language_name(_target(item)),
        "target": _target(item),
        "beside": beside,
        "beside_name": language_name(beside),
    }


def _target(item: TranslationItem) -> str:
    return str(item.locale.language_code)


def _beside(request: HttpRequest, item: TranslationItem) -> str:
    """The language of the reference texts."""
    code = request.GET.get("beside", "")
    is_other = code in dict(content_languages()) and code not in (item.source_language, _target(item))
    return code if is_other else ""


def _shown(request: HttpRequest, rows: Mapping[str, Sequence[Row]], is_reviewer: bool) -> str:
    """Which texts to show: as requested; else the open ones; else those to review; else all."""
    wanted = request.GET.get("show", "")
    if wanted in SHOW and (wanted != "new" or rows["new"]):
        return wanted
    return "open" if rows["open"] else "new" if is_reviewer and rows["new"] else "all"


def _is_current(item: TranslationItem) -> bool:
    """Whether readers see all of its current state, including what was just saved after `item` was loaded."""
    return TranslationItem.objects.filter(pk=item.pk, state=State.CURRENT).exists()


def _query(request: HttpRequest, **changes: str) -> str:
    kept = {name: request.GET[name] for name in ("show", "beside") if request.GET.get(name)}
    return urlencode({**kept, **changes})


def _here(request: HttpRequest, item: TranslationItem) -> str:
    query = _query(request)
    return f"{item.editor_url}?{query}" if query else item.editor_url


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
