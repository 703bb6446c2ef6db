"""A fact whose values are concepts of one scheme, edited with checkboxes grouped by broader concept."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db import models
from django.forms.models import ModelChoiceIterator
from modelcluster.fields import ParentalManyToManyField


class GroupedChoices(ModelChoiceIterator):
    """The concepts of a scheme, grouped by broader concept. A concept with narrower ones is only a group heading."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        concepts = list(self.queryset.select_related("broader"))
        headings = {concept.broader_id for concept in concepts}
        leaves = sorted(
            (concept for concept in concepts if concept.pk not in headings),
            key=lambda c: (c.broader.position if c.broader else -1, c.broader_id or 0, c.position, c.label()),
        )
        for broader, members in groupby(leaves, key=lambda concept: concept.broader):
            choices = [self.choice(concept) for concept in members]
            if broader:
                yield broader.label(), choices
            else:
                yield from choices


class ConceptsFormField(forms.ModelMultipleChoiceField):
    iterator = GroupedChoices
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, concept: Any) -> str:
        return concept.label()


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

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.ManyToManyField.formfield(self, **{"form_class": ConceptsFormField, **kwargs})
