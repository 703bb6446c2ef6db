"""A fact whose values are concepts of one scheme, chosen by typing or from a list grouped by broader concept."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from cms.base.i18n.collation import sort_key
from cms.base.ids import ids_in
from cms.base.languages import active_language
from practices.facts.widgets import TermsWidget


def group_of(concept: Any, broader: Collection[Any]) -> Any:
    """The term that heads the term's group, given the ids of all `broader` ones: itself, if it has narrower ones."""
    return concept if concept.pk in broader else concept.broader


def in_groups(concepts: Iterable[Any]) -> list[Any]:
    """Concepts grouped by broader concept, in vocabulary order. One with narrower ones heads its group."""
    concepts = list(concepts)
    broader = {concept.broader_id for concept in concepts}
    language = active_language()

    def order(concept: Any) -> tuple[Any, ...]:
        above = group_of(concept, broader)
        place = (above.position, above.pk) if above else (-1, 0)
        return (*place, concept != above, concept.position, sort_key(concept.label(), language))

    return sorted(concepts, key=order)


class GroupedChoices(ModelChoiceIterator):
    """The concepts of a scheme, grouped by broader concept."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        concepts = in_groups(self.queryset.select_related("broader"))
        broader = {concept.broader_id for concept in concepts}
        for heading, members in groupby(concepts, key=lambda concept: group_of(concept, broader)):
            choices = [self.choice(concept) for concept in members]
            if heading:
                yield heading.label(), choices
            else:
                yield from choices


class ConceptsFormField(forms.ModelMultipleChoiceField):
    iterator = GroupedChoices
    widget = TermsWidget
    notes: Sequence[str] = ()  # messages to the editor about the submitted terms
    default_error_messages = {
        "invalid_choice": _("One of the terms that you chose has just been deleted. Please choose again.")
    }

    def label_from_instance(self, concept: Any) -> str:
        return concept.label()

    def bound_data(self, data: Any, initial: Any) -> Any:
        return _put(self._replaced(data), data)

    def clean(self, value: Any) -> Any:
        """Swaps terms that were replaced or merged while the form was open for their successors."""
        now = self._replaced(value)
        value = _put(now, value)
        try:
            found = super().clean(value)
        except ValidationError as error:
            terms: Any = self.queryset
            merged = terms.model.merged_into(ids_in(value or ())) if error.code == "invalid_choice" else {}
            if not merged:
                raise
            now |= merged
            found = super().clean(_put(merged, value))
        new = [concept.label() for concept in found if now and concept.pk in now.values()]
        text = _("“%(term)s” replaced a term that you had chosen while the form was open.")
        self.notes = [text % {"term": label} for label in new]
        return found

    def _replaced(self, value: Any) -> dict[str, int]:
        opened, terms = getattr(self.widget, "opened", None), self.queryset
        return terms.model.replaced_since(ids_in(value or ()), opened) if opened else {}  # type: ignore[union-attr]


def _put(now: dict[str, int], value: Any) -> Any:
    return [now.get(str(each), each) for each in value] if now else value


class ConceptsField(ParentalManyToManyField):
    """Concepts of `scheme`. Lives in drafts and revisions like any other field of the page."""

    def __init__(self, *args: Any, scheme: str, to: str = "practices.Concept", **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs.setdefault("related_name", "+")
        kwargs["limit_choices_to"] = {"scheme": scheme}
        super().__init__(to, *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("limit_choices_to", None)
        kwargs["scheme"] = self.scheme
        return name, path, args, kwargs

    def extract_references(self, value: Iterable[Any]) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """For Wagtail's reference index, which ignores many-to-many relations, so that it counts uses of terms."""
        for concept in value:
            yield type(concept), str(concept.pk), "item", str(concept.pk)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.ManyToManyField.formfield(self, **{"form_class": ConceptsFormField, **kwargs})
