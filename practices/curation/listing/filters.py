"""The filters of the list of practices."""

from collections.abc import Collection, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language, content_languages
from cms.base.models.originals import at_or_below
from practices.curation.desk import desk_of
from practices.curation.missing import lacks_facts
from practices.curation.states import State, conditions, is_due
from practices.facts.usage import pages_using
from practices.facts.widgets import TermFilterWidget
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept

Choices = list[tuple[Any, Any]]
EVERYBODY = "all"
DUE, UNDATED = "due", "none"
ALL, SOME = "all", "some"


class WhoseFilter(django_filters.ChoiceFilter):
    """Shows the user's own, unless all are requested."""

    def filter(self, practices: QuerySet, value: str) -> QuerySet:
        return practices if value == EVERYBODY else practices.filter(desk_of(self.parent.request).below_own_partners())


class TermFilter(django_filters.ChoiceFilter):
    """One of many terms, chosen by typing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(method="filter_term", widget=TermFilterWidget, empty_label=None, **options)


def in_all_languages(codes: Collection[str]) -> QuerySet:
    """The translation keys of the practices that are published in each language."""
    pages = PracticePage.objects.filter(live=True, alias_of=None, locale__language_code__in=codes).order_by()
    counted = pages.values("translation_key").annotate(languages=Count("locale", distinct=True))
    return counted.filter(languages=len(set(codes))).values_list("translation_key", flat=True)


def partner_choices() -> Choices:
    partners = PartnerPage.objects.filter(original_page=None).values_list("code", "short_name")
    language = active_language()
    return sorted(partners, key=lambda partner: sort_key(partner[1], language))


def term_choices(*schemes: str) -> Choices:
    """The terms of each vocabulary, in alphabetical order."""
    language = active_language()
    groups: dict[str, Choices] = {scheme: [] for scheme in schemes}
    for concept in Concept.objects.filter(scheme__in=schemes, is_heading=False):
        groups[concept.scheme].append((concept.pk, concept.label(language)))
    for terms in groups.values():
        terms.sort(key=lambda term: sort_key(term[1], language))
    labels = dict(Concept.Scheme.choices)
    return groups[schemes[0]] if len(schemes) == 1 else [(labels[scheme], terms) for scheme, terms in groups.items()]


def country_choices() -> Choices:
    return term_choices(Concept.Scheme.COUNTRY)


def other_term_choices() -> Choices:
    facts = (PracticePage._meta.get_field(name).scheme for name in PracticePage.concept_fields())
    return term_choices(*(scheme for scheme in facts if scheme != Concept.Scheme.COUNTRY))


class PracticeFilterSet(WagtailFilterSet):
    whose = WhoseFilter(
        label=_("Whose"),
        choices=[(EVERYBODY, _("All partners"))],
        empty_label=_("My organisation"),
        widget=forms.RadioSelect,
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, method="filter_state", widget=forms.CheckboxSelectMultiple
    )
    partner = django_filters.MultipleChoiceFilter(
        label=_("Partner"), choices=partner_choices, method="filter_partner", widget=forms.CheckboxSelectMultiple
    )
    in_language = django_filters.ChoiceFilter(
        label=_("Exists in"), choices=content_languages, method="filter_language", empty_label=_("Any language")
    )
    not_in = django_filters.ChoiceFilter(
        label=_("Missing in"), choices=content_languages, method="filter_language", empty_label=_("No language")
    )
    languages = django_filters.ChoiceFilter(
        label=_("Published in"),
        choices=[(ALL, _("All languages")), (SOME, _("Not all languages"))],
        method="filter_complete",
        empty_label=_("Any language"),
    )
    country = TermFilter(label=_("Country"), choices=country_choices)
    term = TermFilter(label=_("Term"), choices=other_term_choices)
    review = django_filters.ChoiceFilter(
        label=_("Review date"),
        choices=[(DUE, _("Due for a new look")), (UNDATED, _("None is set"))],
        method="filter_review",
    )
    lacks = django_filters.ChoiceFilter(
        label=_("To be completed"), choices=[("facts", _("Facts are missing"))], method="filter_lacks"
    )

    class Meta:
        model = PracticePage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_whose(self.request):
            del self.filters["whose"]

    def _add_locale_filter(self) -> None:
        """Adds none, because a practice is one row for all its languages."""

    def filter_state(self, practices: QuerySet, name: str, states: Iterable[str]) -> QuerySet:
        found = conditions()
        wanted = Q(pk=None)
        for state in states:
            wanted |= found[State(state)]
        return practices.filter(wanted) if states else practices

    def filter_partner(self, practices: QuerySet, name: str, codes: list[str]) -> QuerySet:
        keys = PartnerPage.objects.filter(code__in=codes).order_by().values("translation_key")
        pages = PartnerPage.objects.filter(translation_key__in=keys).only("path")
        return practices.filter(at_or_below(pages)) if codes else practices

    def filter_language(self, practices: QuerySet, name: str, code: str) -> QuerySet:
        known = Q(live=True) | desk_of(self.request).worked_on()
        pages = PracticePage.objects.filter(known, locale__language_code=code, alias_of=None)
        there = pages.order_by().values("translation_key")
        method = practices.filter if name == "in_language" else practices.exclude
        return method(translation_key__in=there)

    def filter_complete(self, practices: QuerySet, name: str, value: str) -> QuerySet:
        method = practices.filter if value == ALL else practices.exclude
        return method(translation_key__in=in_all_languages(desk_of(self.request).offered))

    def filter_term(self, practices: QuerySet, name: str, pk: str) -> QuerySet:
        """Includes practices that use the term only in a draft."""
        used = pages_using(list(Concept.objects.filter(pk=pk)))
        return practices.filter(pk__in={page for pages in used.values() for page in pages})

    def filter_review(self, practices: QuerySet, name: str, value: str) -> QuerySet:
        return practices.filter(is_due()) if value == DUE else practices.filter(review_date=None)

    def filter_lacks(self, practices: QuerySet, name: str, value: str) -> QuerySet:
        return practices.filter(lacks_facts())


def asks_whose(request: Any) -> bool:
    """Whether the user has a choice between their organisation's practices and all."""
    desk = desk_of(request)
    return bool(desk.partners) and not desk.sees_all
