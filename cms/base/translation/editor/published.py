"""The texts of a live translation that were saved since it was published, and what they were before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail_localize.models import StringTranslation

from cms.base.models import BasePage
from cms.base.translation.seeding import strings_by_path
from cms.base.translation.texts.seen import said
from cms.base.translation.texts.segments import MIN_SIMILARITY, shown, similarity
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE, TextVersion

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Published:
    """A text as published, and its original then. Empty if unknown or if it did not exist."""

    words: str = ""
    source: str = ""


def changed_since_published(page: BasePage | None, texts: Sequence[Text]) -> dict[Key, Published]:
    """Those of `texts`, which are all texts of `page`, that were saved since it was published."""
    since = page.last_published_at if page and page.live else None
    if page is None or since is None:
        return {}
    new = [text for text in texts if text.translation and text.saved and text.saved > since]
    if not new:
        return {}
    found = _shown_now(page, texts, new)
    sources = _sources(page, new, since)
    versions = _versions(page, [text for text in new if text.key not in found], since)
    return {
        text.key: Published(found[text.key], sources.get((text.path, found[text.key]), ""))
        if text.key in found
        else versions.get(text.path, Published())
        for text in new
    }


def _shown_now(page: BasePage, texts: Iterable[Text], new: Iterable[Text]) -> dict[Key, str]:
    """What readers see in the places of `new`; omits places that the page does not have."""
    live = strings_by_path(page)
    here: dict[str, list[Text]] = defaultdict(list)  # texts whose words readers do not see
    left: dict[str, list[str]] = {}
    found: dict[Key, str] = {}
    for text in new:
        left.setdefault(text.path, [shown(each, text.is_rich) for each in live.get(text.path, ())])
    for text in texts:
        there = left.get(text.path, [])
        if text.translation in there:
            there.remove(text.translation)
            found[text.key] = text.translation
        elif text.path in left:
            here[text.path].append(text)
    for path, open_texts in here.items():
        found |= _paired(open_texts, left[path])
    return found


def _paired(texts: list[Text], words: list[str]) -> dict[Key, str]:
    """Pairs texts in order if there are equally many; otherwise by similarity."""
    if len(texts) == len(words):
        return {text.key: each for text, each in zip(texts, words, strict=True)}
    found = {}
    for text in texts:
        best = max(words, key=lambda each: similarity(text.translation, each), default="")
        if best and similarity(text.translation, best) >= MIN_SIMILARITY:
            found[text.key] = best
    return found


def _sources(page: BasePage, new: Iterable[Text], since: datetime) -> dict[Key, str]:
    """The earlier originals, by path and translation."""
    rich = {text.path: text.is_rich for text in new}
    rows = StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        context__path__in=rich,
        locale_id=page.locale_id,
        updated_at__lte=since,
    )
    values = rows.order_by("updated_at").values_list("context__path", "data", "translation_of__data")
    return {(path, shown(data, rich[path])): shown(source, rich[path]) for path, data, source in values}


def _versions(page: BasePage, new: Sequence[Text], since: datetime) -> dict[str, Published]:
    """For texts that are not part of the page itself, such as words in facts, by path."""
    if not new:
        return {}
    rows: Any = TextVersion.objects.filter(
        kind=PAGE,
        object_key=str(page.translation_key),
        locale_id=page.locale_id,
        path__in=[text.path for text in new],
        saved__lte=since,
    )
    return {row.path: Published(said(row, row.text), said(row, row.source)) for row in rows.order_by("saved", "pk")}
