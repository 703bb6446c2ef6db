"""The definition of a facet. Facets are declared in `search.facets.declared`; engines see only names and values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    fact: str = ""  # the fact of a practice that the values come from
    is_suggested: bool = True  # whether values are suggested while the reader types
    makes_similar: bool = False  # whether practices with the same values are similar
    is_folded: bool = False  # whether its values are collapsed until one is selected
    is_ordered: bool = False  # whether values are in the order of `labels`, rather than most frequent first
    scheme: str = ""  # the vocabulary that its values belong to
    meanings: Labels | None = None  # what each value means, by language, where labels alone do not say it

    def former_slugs(self) -> dict[str, str]:
        """Values in old links: `{former slug: current slug}`."""
        return label_cache.get().former_slugs.get(self.scheme, {})


def vocabulary_facet(name: str, label: str | Promise, fact: str, scheme: str, **options: Any) -> Facet:
    """A facet whose values are the concepts in the fact `fact` of a practice; `options` are fields of `Facet`.

    Practices that share terms are similar, unless told otherwise.
    """

    def values(source: Source) -> list[str]:
        return source.slugs(fact)

    def labels(language: str) -> dict[str, str]:
        return label_cache.get().concepts(scheme, language)

    return Facet(name, label, values, labels, fact, **{"makes_similar": True, "scheme": scheme, **options})
