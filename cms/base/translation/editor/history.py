"""The history of a text: every saved translation, each of which can be restored."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_user_display_name

from cms.base.ids import id_in
from cms.base.languages import language_name
from cms.base.signals import will_change
from cms.base.translation.desk.access import may_begin
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.access import item_at
from cms.base.translation.editor.boxes import digest, source_as_typed, text_id, typed_as, words_of
from cms.base.translation.editor.markup import BrokenTokens
from cms.base.translation.editor.similar import differences
from cms.base.translation.texts.seen import said
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import TextVersion


@dataclass
class Entry:
    version: TextVersion
    words: str  # with tokens, as they are typed
    by: str
    source_difference: Any  # if the original was different then
    is_now: bool


@require_http_methods(["GET", "HEAD", "POST"])
def text_history(request: HttpRequest, kind: str, key: str, language: str, text: str) -> HttpResponse:
    """POST with the id of a `version` restores it, unless somebody has saved another translation in the meantime."""
    item = item_at(kind, key, language)
    if item is None:
        raise Http404
    if not may_begin(request.user, item):
        raise PermissionDenied
    found = _text(item, text)
    if found is None:
        raise Http404
    if request.method == "POST":
        _go_back(request, item, text)
        return redirect(request.path)
    context = {
        "item": item,
        "text": found,
        "source": source_as_typed(found),
        "entries": [_entry(version, found, item) for version in _versions(item, found)],
        "was": digest(found.translation),
        "target": language,
        "target_name": language_name(language),
        "back_url": f"{item.editor_url}?show=all#text-{text}",
    }
    return render(request, "base/admin/translate/history.html", context)


def _text(item: TranslationItem, key: str) -> Text | None:
    """The current text with the id `key`."""
    texts = KINDS[item.kind].texts(item.object_key, item.locale)
    return next((text for text in texts if text_id(text) == key), None)


def _versions(item: TranslationItem, text: Text) -> list[TextVersion]:
    place = {"kind": item.kind, "object_key": item.object_key, "locale": item.locale, "path": text.path}
    return list(TextVersion.objects.filter(**place).select_related("user__wagtail_userprofile"))


def _entry(version: TextVersion, text: Text, item: TranslationItem) -> Entry:
    source, words = (said(version, kept, text.is_rich) for kept in (version.source, version.text))
    then = Text(text.path, source, is_rich=text.is_rich)
    return Entry(
        version=version,
        words=typed_as(text, words),
        by=get_user_display_name(version.user) if version.user else "",
        source_difference=differences(source_as_typed(then), source_as_typed(text), item.source_language)
        if source != text.source
        else None,
        is_now=words == text.translation and source == text.source,
    )


@transaction.atomic
def _go_back(request: HttpRequest, item: TranslationItem, key: str) -> None:
    will_change()
    TranslationItem.objects.select_for_update().filter(pk=item.pk).first()
    text = _text(item, key)
    wanted = id_in(request.POST.get("version", ""))
    if text is None or wanted is None:
        raise Http404
    version = next((each for each in _versions(item, text) if each.pk == wanted), None)
    if version is None:
        raise Http404
    if request.POST.get("was") != digest(text.translation):
        messages.warning(
            request, _("Somebody else has saved this text in the meantime. Nothing was changed: please look again.")
        )
        return
    try:
        words = words_of(text, typed_as(text, said(version, version.text, text.is_rich)))
        KINDS[item.kind].save(item.object_key, item.locale, {text.key: words}, request.user)
    except (BrokenTokens, ValueError) as broken:  # its links no longer match those of the original
        messages.error(request, str(broken))
    else:
        messages.success(request, _("The earlier text has been restored."))
