"""The definition of a facet. Facets are declared in `search.facets.declared`; engines see only names and values."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from search.facets.labels import label_cache
from search.facets.source import Source

Values = Callable[[Source], list[str]]
Labels = Callable[[str], dict[str, str]]


@dataclass(frozen=True)
class Facet:
    """`values` extracts an entry's values from its pages; `labels` gives the label of every known value by language."""

    name: str  # the parameter in the URL
    label: str | Promise
    values: Values
    labels: Labels
    fact: str = ""  # the fact of a practice whose terms are the values: practices that share them are similar
    is_suggested: bool = True  # whether values are suggested while the reader types


def vocabulary_facet(name: str, label: str | Promise, fact: str, scheme: str) -> Facet:
    """A facet whose values are the concepts in the fact `fact` of a practice."""

    def values(source: Source) -> list[str]:
        return source.slugs(fact)

    def labels(language: str) -> dict[str, str]:
        return label_cache.get().concepts(scheme, language)

    return Facet(name, label, values, labels, fact)
