"""Suggestions while a reader types: terms of the vocabulary, partners and titles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.delivery.visibility import visible
from cms.base.display.kinds import page_kinds
from cms.base.languages import active_language
from cms.base.models import BasePage
from practices.models import PracticeIndexPage, PracticePage
from search.engines.current import current_engine
from search.facets.declared import PRACTICE_FACETS
from search.facets.facet import Facet
from search.facets.labels import label_cache
from search.language.analysis import fold, words
from search.models import SearchClock
from search.query.clock_cache import ClockCache
from search.query.query import Query

MIN_LENGTH = 2  # letters
MAX_TERMS, MAX_TITLES = 4, 6


@dataclass(frozen=True)
class Completion:
    label: str
    hint: str  # the name of its facet or its kind
    url: str
    language: str  # of the label


def _facets() -> list[Facet]:
    return [facet for facet in PRACTICE_FACETS if facet.is_suggested]


def _load() -> dict[str, set[str]]:
    counts = current_engine().search(Query(), [facet.name for facet in _facets()], [PracticePage.kind]).counts
    return {name: set(values) for name, values in counts.items()}


used_values = ClockCache(_load)  # {facet: the values that practices have}


def completions(text: str) -> list[Completion]:
    """At most ten suggestions for `text` in the reader's language, terms first."""
    typed = [fold(word) for word in words(text)]
    if not typed or len(typed[-1]) < MIN_LENGTH:
        return []
    version = SearchClock.now()
    label_cache.refresh(version)
    return [*islice(_terms(typed, used_values.refresh(version)), MAX_TERMS), *_titles(text)]


def _terms(typed: Sequence[str], used: Mapping[str, set[str]]) -> Iterator[Completion]:
    """Facet values that find something, each with the URL of the search filtered by it."""
    language = active_language()
    index = visible(PracticeIndexPage.objects.filter(locale__language_code=language)).first()
    if index is None:
        return
    for facet in _facets():
        for value, label in facet.labels(language).items():
            if value in used[facet.name] and matches(label, typed):
                yield Completion(label, str(facet.label), f"{index.url}?{urlencode({facet.name: value})}", language)


def matches(label: str, typed: Sequence[str]) -> bool:
    """Whether `label` has all words of `typed` (folded), the last one as a prefix."""
    found = [fold(word) for word in words(label)]
    *whole, prefix = typed
    return set(whole) <= set(found) and any(word.startswith(prefix) for word in found)


def _titles(text: str) -> list[Completion]:
    language, kinds = active_language(), page_kinds()
    found = []
    for hit in current_engine().titles(text, MAX_TITLES):
        shown = hit.language_for(language)
        url = with_fallback_language(hit.words[shown]["url"], shown)
        found.append(Completion(hit.words[shown]["title"], str(kinds.get(hit.kind, BasePage).kind_label), url, shown))
    return found
