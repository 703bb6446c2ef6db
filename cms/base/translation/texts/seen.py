"""Tracks originals of texts that are stored in all languages in one row, which do not record what was translated.

`TextVersion` stores the last state: a translation that is unchanged while its original has changed is outdated.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from wagtail.admin.utils import get_user_display_name

from cms.base.translation.texts.segments import shown, stored
from cms.base.translation.texts.text import Previous, Text
from cms.base.translation.texts.version import PAGE, TextVersion

Versions = dict[tuple[str, int, str], TextVersion]  # the last one, by object, locale and path


def last_versions(kind: str, keys: Collection[Any] | None, below: str = "") -> Versions:
    """The last versions of the objects `keys`, or of all; only of texts whose path begins with `below`. One query."""
    rows = TextVersion.objects.filter(kind=kind, path__startswith=below).order_by("saved", "pk")
    rows = rows.select_related("user__wagtail_userprofile")
    if keys is not None:
        rows = rows.filter(object_key__in=[str(key) for key in keys])
    return {(row.object_key, row.locale_id, row.path): row for row in rows}


def as_seen(text: Text, known: TextVersion | None) -> Text:
    """`text`, marked as changed if `known`, its last version, was made from another original."""
    if known is None or not text.translation or known.text != _kept(known.kind, text.translation):
        return text
    by = get_user_display_name(known.user) if known.user else ""
    text = replace(text, saved=known.saved, saved_by=by)
    if known.source == _kept(known.kind, text.source):
        return text
    return replace(text, translation="", previous=Previous(said(known, known.source), text.translation))


def version_of(kind: str, key: Any, locale: int, text: Text, user: Any = None) -> TextVersion:
    """An unsaved version that records the current translation of `text` and its current original."""
    source, words = _kept(kind, text.source), _kept(kind, text.translation)
    return TextVersion(
        kind=kind, object_key=str(key), locale_id=locale, path=text.path, source=source, text=words, user=user
    )


def unseen(kind: str, key: str, locale: int, texts: Iterable[Text]) -> list[TextVersion]:
    """Unsaved versions of the translations that are not recorded yet."""
    return [version_of(kind, key, locale, text) for text in texts if text.translation and not text.saved]


def said(version: TextVersion, kept: str, is_rich: bool = False) -> str:
    """The source or the text of a version, in the format of `Text`."""
    return shown(kept, is_rich) if version.kind == PAGE else kept


def _kept(kind: str, words: str) -> str:
    return stored(words, is_rich=False) if kind == PAGE else words
