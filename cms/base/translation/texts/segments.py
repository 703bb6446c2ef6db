"""The texts of pages as wagtail-localize keeps them, with what changed ones said when they were last translated."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import Any

from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, TranslationSource
from wagtail_localize.strings import StringValue

from cms.base.text import plain_text
from cms.base.translation.texts.text import Previous, Text

OPTIONAL = ("slug",)  # a URL may keep the original's words
ALIKE = 0.4  # a new paragraph and an old one, of which it is a changed version

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
    known: dict[tuple[int, int], list[StringTranslation]] = defaultdict(list)
    for each in (
        StringTranslation.objects.filter(
            context__object_id__in={source.object_id for source in sources}, locale__in=locales
        )
        .select_related("translation_of", "last_translated_by__wagtail_userprofile")
        .order_by("updated_at", "pk")
    ):
        known[each.context_id, each.locale_id].append(each)
    return {
        (source.pk, locale): _texts(segments[source.pk], rich, known, locale)
        for source in sources
        for locale in locales
    }


def _texts(
    segments: list[StringSegment],
    rich: set[int],
    known: dict[tuple[int, int], list[StringTranslation]],
    locale: int,
) -> list[Text]:
    together: dict[int, list[StringSegment]] = defaultdict(list)
    for segment in segments:
        together[segment.context_id].append(segment)
    found: dict[int, Text] = {}
    for context, group in together.items():
        is_rich = context in rich
        translated = {each.translation_of_id: each for each in known.get((context, locale), ()) if not each.has_error}
        open_ones = [each for each in group if each.string_id not in translated]
        stale = [each for each in translated.values() if each.translation_of_id not in {s.string_id for s in group}]
        previous = _previous(open_ones, stale, is_rich)
        for segment in group:
            now = translated.get(segment.string_id)
            user = now.last_translated_by if now else None
            found[segment.pk] = Text(
                path=segment.context.path,
                source=shown(segment.string.data, is_rich),
                translation=shown(now.data, is_rich) if now else "",
                is_rich=is_rich,
                links=_links(segment),
                previous=previous.get(segment.pk),
                saved=now.updated_at if now else None,
                saved_by=get_user_display_name(user) if user else "",
            )
    # A text that stands twice in one place has one translation.
    return list({text.key: text for segment in segments if (text := found[segment.pk])}.values())


def _previous(segments: list[StringSegment], stale: list[StringTranslation], is_rich: bool) -> dict[int, Previous]:
    """For each segment, of the translations of what stood there before, the one of the text that it was made from.

    The only text of its place is a later version of the one before, whatever it says; paragraphs of a rich text are
    compared.
    """
    if not segments or not stale:
        return {}
    pairs = sorted(
        ((_likeness(segment, old), old.updated_at, segment, old) for segment in segments for old in stale),
        key=lambda pair: pair[:2],
        reverse=True,
    )
    found: dict[int, Previous] = {}
    taken: set[int] = set()
    for likeness, _, segment, old in pairs:
        if segment.pk not in found and old.pk not in taken and (likeness >= ALIKE or not is_rich):
            found[segment.pk] = Previous(shown(old.translation_of.data, is_rich), shown(old.data, is_rich))
            taken.add(old.pk)
    return found


def _likeness(segment: StringSegment, old: StringTranslation) -> float:
    return SequenceMatcher(None, segment.string.data.split(), old.translation_of.data.split(), autojunk=False).ratio()


def shown(data: str, is_rich: bool) -> str:
    """wagtail-localize keeps plain texts as HTML, too."""
    return data if is_rich else StringValue(data).render_text()


def stored(text: str, is_rich: bool) -> str:
    """The reverse. Raises `ValueError` if `text` has markup that a text cannot have."""
    value = StringValue.from_translated_html(text) if is_rich else StringValue.from_plaintext(text)
    return str(value.data)


def _links(segment: StringSegment) -> tuple[tuple[str, str], ...]:
    attributes: dict[str, dict[str, Any]] = (json.loads(segment.attrs) if segment.attrs else None) or {}
    return tuple((key, _target(value)) for key, value in attributes.items())


def _target(attributes: dict[str, Any]) -> str:
    """A URL, or what wagtail keeps of a link: "page 3"."""
    return attributes.get("href") or " ".join(str(attributes[key]) for key in ("linktype", "id") if key in attributes)


def words_in(texts: Iterable[Text]) -> int:
    return sum(len(plain_text(text.source).split()) for text in texts)
