"""The desk's filters. Each filtered view has its own URL."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.base.languages import content_languages
from cms.base.translation.desk.access import visible_items
from cms.base.translation.desk.kinds import sort_choices
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.ordering import is_overdue
from cms.base.translation.desk.state import State

ME, NOBODY, SOMEBODY = "me", "nobody", "somebody"


def language_choices(items: QuerySet[TranslationItem]) -> list[tuple[str, str]]:
    there = set(items.order_by().values_list("locale__language_code", flat=True).distinct())
    return [(code, name) for code, name in content_languages() if code in there]


def kind_choices(items: QuerySet[TranslationItem]) -> list[tuple[Any, Any]]:
    """The available kinds: each as a whole, and its sorts."""
    return sort_choices(set(items.order_by().values_list("kind", "about").distinct()), _("All of them"))


class DeskFilterSet(WagtailFilterSet):
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), field_name="locale__language_code", widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), method="filter_kind")
    taken = django_filters.ChoiceFilter(
        label=_("Taken by"),
        choices=[(ME, _("Me")), (NOBODY, _("Nobody")), (SOMEBODY, _("Anybody"))],
        method="filter_taken",
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"), choices=[("overdue", _("Overdue")), ("dated", _("With a date"))], method="filter_due"
    )
    priority = django_filters.MultipleChoiceFilter(
        label=_("Priority"), choices=TranslationItem.Priority.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = TranslationItem
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = visible_items(self.request.user)
        self.filters["language"].extra["choices"] = language_choices(items)
        self.filters["kind"].extra["choices"] = kind_choices(items)

    def filter_kind(self, items: QuerySet, name: str, value: str) -> QuerySet:
        kind, separator, about = value.partition(":")
        return items.filter(kind=kind, about=about) if separator else items.filter(kind=kind)

    def filter_taken(self, items: QuerySet, name: str, value: str) -> QuerySet:
        if value == ME:
            return items.filter(taken_by=self.request.user)
        return items.filter(taken_by__isnull=value == NOBODY)

    def filter_due(self, items: QuerySet, name: str, value: str) -> QuerySet:
        return items.filter(is_overdue()) if value == "overdue" else items.exclude(due=None)
