"""Model fields stored as JSON: texts per language, and items ticked in a list."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db import models

from cms.base.languages import content_languages
from cms.base.per_language.form import PerLanguageFormField
from cms.base.per_language.texts import Texts


class PerLanguageField(models.JSONField):
    """`{language code: text}`. A further language needs no migration."""

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        # Django renders a hidden initial value for fields with a callable default; the widget has its own.
        kwargs = {**kwargs, "show_hidden_initial": False}
        return models.Field.formfield(self, form_class=PerLanguageFormField, multiline=self.multiline, **kwargs)

    def save_form_data(self, instance: models.Model, data: Texts) -> None:
        """Texts in a language that the site no longer has are kept."""
        codes = {code for code, _ in content_languages()}
        others = {k: text for k, text in getattr(instance, self.attname).items() if k not in codes}
        super().save_form_data(instance, {**others, **data})


class ChecklistFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(**kwargs)


class ChecklistField(models.JSONField):
    """A list of what is ticked of `offered()`, which may change between restarts of the site."""

    offered: Callable[[], Sequence[Any]]  # a static method

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return models.Field.formfield(self, form_class=ChecklistFormField, choices=self.offered, **kwargs)
