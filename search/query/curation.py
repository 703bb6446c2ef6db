"""The editors' synonyms and pinned results, applied when a query is built, so that every engine has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from search.language.analysis import clean, fold, folded_words, joined, significant_words, words
from search.language.lemmas import is_known
from search.models import PinnedResult, SynonymGroup
from search.query.clock_cache import ClockCache
from search.query.text import Stems, Synonyms, term_stems


@dataclass
class Curation:
    synonyms: dict[str, dict[Stems, list[str]]] = field(default_factory=dict)  # by language
    words: dict[str, dict[str, str]] = field(default_factory=dict)  # of the synonyms, by language and folded form
    pins: dict[tuple[str, str], list[UUID]] = field(default_factory=dict)  # by language and normalised search

    def synonyms_in(self, language: str) -> Synonyms:
        return self.synonyms.get(language, {})

    def words_in(self, language: str) -> Mapping[str, str]:
        return self.words.get(language, {})

    def pinned(self, text: str, language: str) -> list[UUID]:
        """Translation keys of the pages pinned for `text`, in order."""
        return self.pins.get((language, folded_words(text)), [])


def _load() -> Curation:
    synonyms = SynonymGroup.objects.order_by("pk").values_list("language", "terms")
    pins = PinnedResult.objects.values_list("language", "text", "page__translation_key")
    return _curation(tuple(synonyms), tuple(pins))


@lru_cache(maxsize=1)
def _curation(synonyms: tuple[tuple[str, str], ...], pins: tuple[tuple[str, str, UUID], ...]) -> Curation:
    """Cached, because the clock moves at every publication, and editors change these rows once in a while.

    To stem some thousand synonyms takes a third of a second.
    """
    found = Curation()
    for language, terms in ((language, SynonymGroup(terms=text).as_list()) for language, text in synonyms):
        known = found.synonyms.setdefault(language, {})
        for term in terms:
            others = [each for other in terms if other != term for each in _ways_to_write(other, language)]
            for its_stems in {_stems(words(each), language) for each in _ways_to_write(term, language)} - {()}:
                known.setdefault(its_stems, []).extend(others)
        own = (word for term in terms for word in words(term) if is_known(word, language))
        found.words.setdefault(language, {}).update((fold(word), word) for word in own)
    for language, text, key in pins:
        found.pins.setdefault((language, folded_words(text)), []).append(key)
    return found


def _ways_to_write(term: str, language: str) -> list[str]:
    """With its hyphens and without: readers write "e-learning" and "elearning"."""
    together = term = clean(term)
    for start, end, whole in reversed(joined(term, language)):
        together = f"{together[:start]}{whole}{together[end:]}"
    return list(dict.fromkeys([term, together]))


def _stems(term: list[str], language: str) -> Stems:
    """Without stopwords, as in queries; empty if only one of several words remains, since that has another meaning."""
    significant = significant_words(term, language)
    return term_stems(significant, language) if len(significant) > 1 or len(term) == 1 else ()


curation_cache = ClockCache(_load)
