"""Countries and target groups, as the form offers them and as a suggestion stores them: by slug."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.suggestions.model import Suggestion
from practices.vocabulary.concept import Concept

COUNTRY, TARGET_GROUP = Concept.Scheme.COUNTRY, Concept.Scheme.TARGET_GROUP
Choices = list[tuple[str, str]]


def country_choices() -> Choices:
    """In alphabetical order. One query."""
    language = active_language()
    countries = Concept.objects.filter(scheme=COUNTRY, is_heading=False, is_retired=False)
    found = [(country.slug, country.label(language)) for country in countries]
    return sorted(found, key=lambda choice: sort_key(choice[1], language))


def target_group_choices() -> list[tuple[str, Choices]]:
    """Grouped by heading, in vocabulary order; those without a heading come first, under an empty one."""
    language = active_language()
    groups: dict[str, Choices] = {"": []}
    terms = list(Concept.objects.filter(scheme=TARGET_GROUP, is_retired=False).select_related("broader"))
    for term in terms:
        if not term.is_heading:
            heading = term.broader.label(language) if term.broader and term.broader.is_heading else ""
            groups.setdefault(heading, []).append((term.slug, term.label(language)))
    return [(heading, choices) for heading, choices in groups.items() if choices]


@dataclass(frozen=True)
class TermsOf:
    """The terms of a suggestion that still exist, perhaps under another name."""

    countries: list[Concept]
    target_groups: list[Concept]


def terms_of(suggestions: Iterable[Suggestion]) -> dict[int, TermsOf]:
    """The terms by primary key of the suggestion. Two queries in total."""
    suggestions = list(suggestions)
    slugs = {slug for each in suggestions for slug in (each.country, *each.target_groups)}
    known = {
        (term.scheme, term.slug): term
        for term in Concept.objects.filter(scheme__in=(COUNTRY, TARGET_GROUP), slug__in=slugs)
    }
    former = Concept.objects.filter(former_slugs__slug__in=slugs, former_slugs__scheme__in=(COUNTRY, TARGET_GROUP))
    for term in former.prefetch_related("former_slugs") if slugs else ():
        for each in term.former_slugs.all():
            known.setdefault((each.scheme, each.slug), term)

    def found(scheme: str, wanted: list[str]) -> list[Concept]:
        terms = {term.pk: term for slug in wanted if (term := known.get((scheme, slug)))}
        return list(terms.values())

    return {
        each.pk: TermsOf(found(COUNTRY, [each.country]), found(TARGET_GROUP, each.target_groups))
        for each in suggestions
    }
