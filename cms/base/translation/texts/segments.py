"""The texts of pages as wagtail-localize stores them, with the former originals of changed ones."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, TranslationSource
from wagtail_localize.strings import StringValue

from cms.base.text import plain_text
from cms.base.translation.texts.text import Previous, Text

OPTIONAL = ("slug",)  # slugs may stay those of the original
WORD = re.compile(r"\w+")
MIN_SIMILARITY = 0.4  # share of common words with which a paragraph counts as a changed version of another
MIN_SIMILARITY_MOVED = 0.7  # the same, if it was also moved

Texts = dict[tuple[int, int], list[Text]]  # by the ids of source and locale


def texts_of(sources: Collection[TranslationSource], locales: Collection[int]) -> Texts:
    """The texts of each source in each locale, in page order. Four queries, however many there are."""
    segments: dict[int, list[StringSegment]] = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source__in=sources)
        .exclude(context__path__in=OPTIONAL)
        .select_related("context", "string")
        .order_by("source_id", "order", "pk")
    ):
        segments[segment.source_id].append(segment)
    rich = set(TemplateSegment.objects.filter(source__in=sources).values_list("context_id", flat=True))
    known: dict[tuple[UUID, int], list[StringTranslation]] = defaultdict(list)
    for each in (
        StringTranslation.objects.filter(
            context__object_id__in={source.object_id for source in sources}, locale__in=locales, has_error=False
        )
        .exclude(context__path__in=OPTIONAL)
        .select_related("context", "translation_of", "last_translated_by__wagtail_userprofile")
        .order_by("updated_at", "pk")
    ):
        known[each.context.object_id, each.locale_id].append(each)
    return {
        (source.pk, locale): _texts(segments[source.pk], rich, known[source.object_id, locale])
        for source in sources
        for locale in locales
    }


def _texts(segments: list[StringSegment], rich: set[int], known: list[StringTranslation]) -> list[Text]:
    translated = {(each.context_id, each.translation_of_id): each for each in known}
    needed = {(segment.context_id, segment.string_id) for segment in segments}
    previous = _previous(
        [segment for segment in segments if (segment.context_id, segment.string_id) not in translated],
        [each for place, each in translated.items() if place not in needed],
    )
    found = {}
    for segment in segments:
        is_rich = segment.context_id in rich
        now = translated.get((segment.context_id, segment.string_id))
        user = now.last_translated_by if now else None
        before = previous.get(segment.pk)
        text = Text(
            path=segment.context.path,
            source=shown(segment.string.data, is_rich),
            translation=shown(now.data, is_rich) if now else "",
            is_rich=is_rich,
            links=_links(segment),
            previous=Previous(shown(before.translation_of.data, is_rich), shown(before.data, is_rich))
            if before
            else None,
            saved=now.updated_at if now else None,
            saved_by=get_user_display_name(user) if user else "",
        )
        found[text.key] = text  # a text that occurs twice in one place has one translation
    return list(found.values())


def _previous(segments: list[StringSegment], stale: list[StringTranslation]) -> dict[int, StringTranslation]:
    """For each of the untranslated `segments`, the translation of what it said before; by the segments' ids.

    The only text in a place is a later version of the one before, whatever it says. Paragraphs of a rich text, and
    texts in new places, are compared with those that have gone.
    """
    if not segments or not stale:
        return {}
    alone = {context for context, count in Counter(each.context_id for each in segments).items() if count == 1}
    pairs = []
    for segment in segments:
        for old in stale:
            is_here = segment.context_id == old.context_id
            alike = similarity(segment.string.data, old.translation_of.data)
            if alike >= (MIN_SIMILARITY if is_here else MIN_SIMILARITY_MOVED) or (
                is_here and segment.context_id in alone
            ):
                pairs.append((is_here, alike, old.updated_at, segment.pk, old))
    found: dict[int, StringTranslation] = {}
    taken: set[int] = set()
    for *_order, segment_pk, old in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if segment_pk not in found and old.pk not in taken:
            found[segment_pk] = old
            taken.add(old.pk)
    return found


def similarity(new: str, old: str) -> float:
    """The similarity of their words, from 0 to 1."""
    matcher = SequenceMatcher(None, WORD.findall(new), WORD.findall(old), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MIN_SIMILARITY else 0


def shown(data: str, is_rich: bool) -> str:
    """The text to show: wagtail-localize stores even plain texts as HTML."""
    return data if is_rich else StringValue(data).render_text()


def stored(text: str, is_rich: bool) -> str:
    """The reverse of `shown`. Raises `ValueError` if `text` has markup that a text cannot have."""
    value = StringValue.from_translated_html(text) if is_rich else StringValue.from_plaintext(text)
    return str(value.data)


def _links(segment: StringSegment) -> tuple[tuple[str, str], ...]:
    attributes: dict[str, dict[str, Any]] = (json.loads(segment.attrs) if segment.attrs else None) or {}
    return tuple((key, _target(value)) for key, value in attributes.items())


def _target(attributes: dict[str, Any]) -> str:
    """The target of a link: a URL, or Wagtail's reference, such as "page 3"."""
    return attributes.get("href") or " ".join(str(attributes[key]) for key in ("linktype", "id") if key in attributes)


def words_in(texts: Iterable[Text]) -> int:
    return sum(len(plain_text(text.source).split()) for text in texts)
