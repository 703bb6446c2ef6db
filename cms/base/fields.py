"""One row with a text per content language: labels of concepts, texts of the site's settings, words inside facts."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import models

from cms.base.language_codes import base_language, direction, language_tag
from cms.base.languages import active_language, content_languages, first_of

Texts = dict[str, str]  # language code: text


def in_language(texts: Texts, language: str | None = None) -> str:
    """The text in `language` (default: the reader's), else in the default language, else in English, else in any.

    A variant of a language ("nl-be") without a text has that of the language ("nl").
    """
    return texts.get(language_shown(texts, language), "")


def language_shown(texts: Texts, language: str | None = None) -> str:
    """The code of the language of the text that `in_language` returns; empty if there is no text at all."""
    language = language or active_language()
    wanted = (language, base_language(language), settings.LANGUAGE_CODE, "en", *texts)
    return next((code for code in wanted if texts.get(code)), "")


def text_to_read(texts: Texts, language: str | None = None) -> tuple[str, str]:
    """The text for readers of `language` (default: the active one) and the code of the language that it is in.

    Without one in their language, it is in the first of the site's languages that has one, as pages are. Both are empty
    if there is no text at all.
    """
    language = language or active_language()
    available = [code for code, text in texts.items() if text]
    if not available:
        return "", ""
    code = first_of([language, base_language(language), *(code for code, _ in content_languages())], available)
    return texts[code], code


def longest(multiline: bool) -> int:
    """Characters of a text in one language."""
    return 2000 if multiline else 200


class PerLanguageWidget(forms.MultiWidget):
    """An input for each content language, side by side; if one is the writer's `own`, the others are folded."""

    template_name = "base/widgets/per_language.html"
    use_fieldset = True
    own = ""

    def __init__(self, multiline: bool = False, attrs: dict[str, Any] | None = None) -> None:
        def widget(code: str) -> forms.Widget:
            attrs = {"lang": language_tag(code), "dir": direction(code)}
            return forms.Textarea({**attrs, "rows": 4}) if multiline else forms.TextInput(attrs)

        self.languages = content_languages()
        super().__init__({code: widget(code) for code, _ in self.languages}, attrs)

    def decompress(self, value: Texts | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _ in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for widget, (_, language) in zip(context["widget"]["subwidgets"], self.languages, strict=True):
            widget["language"] = language
        codes = [code for code, _ in self.languages]
        if self.own in codes:
            context["widget"]["own"] = context["widget"]["subwidgets"].pop(codes.index(self.own))
            context["widget"]["written"] = [
                widget["language"] for widget in context["widget"]["subwidgets"] if widget["value"]
            ]
        return context


class PerLanguageFormField(forms.MultiValueField):
    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        self.languages = content_languages()
        fields = [
            forms.CharField(max_length=longest(multiline), required=False, label=name) for _, name in self.languages
        ]
        super().__init__(fields, require_all_fields=False, **{**kwargs, "widget": PerLanguageWidget(multiline)})

    def compress(self, values: list[str]) -> Texts:
        # Browsers send two characters for each end of a line, and nothing at all for a field that is not in their form.
        texts = ("\n".join((text or "").strip().splitlines()) for text in values)
        return {code: text for (code, _), text in zip(self.languages, texts, strict=False) if text}

    def has_changed(self, initial: Texts | None, data: list[str] | None) -> bool:
        return (initial or {}) != self.compress(data or [])


class PerLanguageField(models.JSONField):
    """`{language code: text}`. A further language needs no migration."""

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
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
    """A list of what is ticked of `offered()`, which may differ from one start of the site to the next."""

    offered: Callable[[], Sequence[Any]]  # a static method

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return models.Field.formfield(self, form_class=ChecklistFormField, choices=self.offered, **kwargs)
