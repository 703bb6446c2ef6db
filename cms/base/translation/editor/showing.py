"""The page of the editor: the texts that it shows, with everything around them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name

from cms.base.delivery.urls import full_url_of
from cms.base.languages import content_languages, language_name
from cms.base.models.originals import record_of
from cms.base.translation.comments.commenting import comments_url, original_of
from cms.base.translation.desk.access import may_publish_in, may_work_on
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.list_view import desk_url
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.state import State
from cms.base.translation.editor.machine import machine_for
from cms.base.translation.editor.next_item import next_item
from cms.base.translation.editor.publishing import page_of
from cms.base.translation.editor.rows import Row, rows_of
from cms.base.translation.editor.saving import Outcome
from cms.base.translation.review.submitting import review_context
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE

SHOW = ("open", "new", "all")  # "new": saved since it was published


def texts_of(item: TranslationItem) -> list[Text]:
    return KINDS[item.kind].texts(item.object_key, item.locale)


def editor_page(
    request: HttpRequest,
    item: TranslationItem,
    texts: Sequence[Text],
    outcome: Outcome | None = None,
    taken: dict[str, str] | None = None,
    suggested: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Raises 404 if there is nothing to translate. `taken` and `suggested` are what boxes hold unsaved, by text id."""
    if not texts:
        raise Http404
    page = page_of(item)
    every = rows_of(item, texts, request.user, outcome, taken, suggested, beside_language(request, item), page=page)
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
        **counts(texts),
        **_desk_context(request, item),
        "gone": outcome.gone if outcome else [],
        "following": following,
        "comments_url": comments_url(item),
        "machine": machine_for(item),
        "current_url": here(request, item),
        "filters": [(name, _query(request, show=name)) for name in SHOW if name != "new" or rows["new"]],
        "new_count": len(rows["new"]),
        "is_current": is_current(item),
        "languages_beside": [
            (code, name) for code, name in content_languages() if code not in (item.source_language, _target(item))
        ],
        **languages(request, item),
        **_page_context(request, item, page),
        **review,
    }
    return render(request, "base/admin/translate/editor.html", context, status=status)


def counts(texts: Sequence[Text]) -> dict[str, str]:
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
        return {"may_publish": item.kind == PAGE and may_publish_in(user, item.locale)}
    translation = record_of(page)
    return {
        "page": page,
        "may_publish": page.permissions_for_user(user).can_publish(),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]) if translation else "",
        "live_url": full_url_of(page, request) if page.live else "",
        "other_editor_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }


def languages(request: HttpRequest, item: TranslationItem) -> dict[str, Any]:
    beside = beside_language(request, item)
    return {
        "source_name": language_name(item.source_language),
        "target_name": language_name(_target(item)),
        "target": _target(item),
        "beside": beside,
        "beside_name": language_name(beside),
    }


def _target(item: TranslationItem) -> str:
    return str(item.locale.language_code)


def beside_language(request: HttpRequest, item: TranslationItem) -> str:
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


def is_current(item: TranslationItem) -> bool:
    """Whether readers see all of its current state, including what was just saved after `item` was loaded."""
    return TranslationItem.objects.filter(pk=item.pk, state=State.CURRENT).exists()


def _query(request: HttpRequest, **changes: str) -> str:
    kept = {name: request.GET[name] for name in ("show", "beside") if request.GET.get(name)}
    return urlencode({**kept, **changes})


def here(request: HttpRequest, item: TranslationItem) -> str:
    """The URL of the editor with what it shows."""
    query = _query(request)
    return f"{item.editor_url}?{query}" if query else item.editor_url
