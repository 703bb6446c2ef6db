"""The fact that a hit was found by, shown on its card if nothing else there explains why it was found."""

from collections.abc import Iterator, Mapping
from html import escape

from django.utils.safestring import SafeString

from cms.base.display.cards import FoundIn
from cms.base.i18n.language_codes import base_language
from search.facets.declared import COUNTRY, PARTNER, PERIOD, PRACTICE_FACETS, TARGET_GROUP
from search.language.highlight import mark
from search.language.years import periods
from search.query.results import Hit

ON_CARDS = (COUNTRY, PARTNER, TARGET_GROUP)
Labels = Mapping[str, Mapping[str, str]]  # {facet: {value: label}}


def found_in(hit: Hit, terms: frozenset[str], labels: Labels, reader: str) -> FoundIn | None:
    """The first fact of `hit` that matches, in the language `reader` if possible; `labels` are in it.

    None if a fact that the card shows anyway matches.
    """
    years = {term for term in terms if term[-4:].isdecimal()}
    for language in dict.fromkeys([reader, hit.language_for(reader), *hit.labels]):
        lines = dict(_lines(hit.labels.get(language, ""), terms, years, language))
        if not lines:
            continue
        if any(label in lines for facet in ON_CARDS for label in labels_of(hit, facet.name, labels)):
            return None
        line, html = next(iter(lines.items()))
        return FoundIn(html, language, _name(line, hit, labels))
    return None


def _name(line: str, hit: Hit, labels: Labels) -> str:
    """The name of the fact that `line` is, if it is a facet."""
    if any(periods(line)):
        return str(PERIOD.label)
    found = [facet for facet in PRACTICE_FACETS if line in labels_of(hit, facet.name, labels)]
    return str(found[-1].label) if found else ""


def labels_of(hit: Hit, facet: str, labels: Labels) -> list[str]:
    """The labels of the values of `hit`; a value without a label is its own label."""
    return [labels.get(facet, {}).get(value, value) for value in hit.facets.get(facet, ())]


def _lines(text: str, terms: frozenset[str], years: set[str], language: str) -> Iterator[tuple[str, SafeString]]:
    """The matching lines of `text`, plain and highlighted. `years` are those of `terms` that a period may match."""
    marked = mark(text, terms, language)
    if not years and "<mark>" not in marked:
        return
    for line, html in zip(text.split("\n"), marked.split("\n"), strict=True):
        if 0 < html.count("<mark>") == html.count("</mark>"):  # no phrase across lines
            yield line, SafeString(html)
        elif years and any(
            f"/{base_language(language)}:{year}" in years for _start, _end, those in periods(line) for year in those
        ):
            yield line, SafeString(f"<mark>{escape(line)}</mark>")
