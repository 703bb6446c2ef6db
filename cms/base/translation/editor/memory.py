"""Translation memory: earlier translations of the same text, or a similar one, into the same language."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation

from cms.base.access.permissions import languages_to_translate
from cms.base.access.roles import is_coordinator
from cms.base.delivery.visibility import open_pages
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.pages import own_keys
from cms.base.translation.editor.boxes import digest, text_id, typed_as
from cms.base.translation.editor.similar import Match, matches
from cms.base.translation.texts.segments import shown, stored
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE

MAX_SUGGESTIONS = 3  # suggestions for a text
MIN_SCORE = 0.7  # similarity of two texts
MAX_TEXTS = 30  # open texts of a page to find similar ones for
CANDIDATES = 3000
WORD = re.compile(r"[^\W\d_]{4,}")

Known = QuerySet[StringTranslation]
Candidate = tuple[str, str, str]  # original, translation, translation key of the page


@dataclass(frozen=True, slots=True)
class Suggestion:
    words: str  # with tokens, as people type it
    percent: int
    origin: str  # the title of a page
    pages: int = 1  # with this translation of the same text

    @property
    def key(self) -> str:
        return digest(self.words)


def suggestions(item: TranslationItem, texts: Sequence[Text], user: Any) -> dict[str, list[Suggestion]]:
    """Suggestions for the open texts among `texts`, by id, best first. A fixed number of queries.

    Contains only translations that `user` may see.
    """
    wanted = [text for text in texts if text.state != "done"]
    if not wanted:
        return {}
    known = _known(item, user)
    same, similar = _same(known, wanted), _similar(known, wanted[:MAX_TEXTS])
    found: dict[str, list[tuple[Match[str], int]]] = {}
    for place, text in enumerate(wanted):
        source = stored_source(text)
        exact = same.get(source, [])
        alike = _worth_comparing(text, similar) if place < MAX_TEXTS else []
        count = Counter(said for _source, said, _key in exact)
        exact.sort(key=lambda each: -count[each[1]])
        found[text_id(text)] = [
            (match, count[match.translation]) for match in matches(source, [*exact, *alike], MIN_SCORE, MAX_SUGGESTIONS)
        ]
    titles = _titles(item, {match.origin for each in found.values() for match, _count in each})
    return {
        text_id(text): [
            Suggestion(
                words=typed_as(text, shown(match.translation, text.is_rich)),
                percent=match.percent,
                origin=titles.get(match.origin, ""),
                pages=max(1, count),
            )
            for match, count in found[text_id(text)]
        ]
        for text in wanted
    }


def stored_source(text: Text) -> str:
    """The original of `text` as wagtail-localize stores it."""
    return text.source if text.is_rich else stored(text.source, is_rich=False)


def _same(known: Known, texts: Iterable[Text]) -> dict[str, list[Candidate]]:
    hashes = {String._get_data_hash(stored_source(text)) for text in texts}
    found: dict[str, list[Candidate]] = defaultdict(list)
    for each in _candidates(known, Q(translation_of__data_hash__in=hashes)):
        found[each[0]].append(each)
    return found


def _similar(known: Known, texts: Collection[Text]) -> list[Candidate]:
    """Translations of originals about as long as one of `texts` that share one of its longest words."""
    condition = Q(pk=None)
    for text in texts:
        has_word = Q(pk=None)
        for word in _long_words(text):
            has_word |= Q(translation_of__data__contains=word)
        least, most = _lengths(stored_source(text))
        condition |= has_word & Q(length__gte=least, length__lte=most)
    return _candidates(known, condition)


def _known(item: TranslationItem, user: Any) -> Known:
    """All translations between the same two languages that `user` may see."""
    translations = StringTranslation.objects.filter(
        locale=item.locale, translation_of__locale__language_code=item.source_language, has_error=False
    )
    return translations.exclude(context=None).filter(_readable(item.locale, user))


def _readable(locale: Locale, user: Any) -> Q:
    """Limited to pages that `user` translates or that are public: other people's drafts are private."""
    if user.is_superuser or is_coordinator(user) or locale.pk in languages_to_translate(user):
        return Q()
    published = open_pages().filter(
        translation_key=OuterRef("context__object_id"), locale=locale, last_published_at__gte=OuterRef("updated_at")
    )
    return Q(context__object_id__in=own_keys(user)) | Q(Exists(published))


def _candidates(known: Known, condition: Q) -> list[Candidate]:
    rows = (
        known.annotate(length=Length("translation_of__data"))
        .filter(condition)
        .exclude(context__path="slug")
        .order_by("-updated_at", "-pk")
        .values_list("translation_of__data", "data", "context__object_id")[:CANDIDATES]
    )
    return [(source, said, str(key)) for source, said, key in rows]


def _lengths(source: str) -> tuple[int, int]:
    """The range of lengths of similar texts, allowing for different markup."""
    return int(len(source) * MIN_SCORE), int(len(source) / MIN_SCORE) + 1


def _long_words(text: Text) -> list[str]:
    """Words that similar texts are likely to share, and few others."""
    return sorted(set(WORD.findall(shown(stored_source(text), text.is_rich))), key=lambda word: (len(word), word))[-2:]


def _worth_comparing(text: Text, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates found for `text`: comparing all with all would take seconds."""
    least, most = _lengths(stored_source(text))
    words = _long_words(text)
    return [each for each in candidates if least <= len(each[0]) <= most and any(word in each[0] for word in words)]


def _titles(item: TranslationItem, keys: Collection[str]) -> dict[str, str]:
    items = TranslationItem.objects.filter(kind=PAGE, locale=item.locale, object_key__in=keys)
    return dict(items.values_list("object_key", "title"))
