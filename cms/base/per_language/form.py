"""The form of a `PerLanguageField`: an input for each content language."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from cms.base.i18n.language_codes import direction, language_tag
from cms.base.languages import content_languages
from cms.base.per_language.merging import TextsOfForm, in_lines, opened_with, remembered
from cms.base.per_language.texts import Texts, longest

OPENED = "opened"  # the suffix of the input that holds the texts at the time the form was opened
CHANGED = "changed"  # the error code for a text that two people have changed


class PerLanguageWidget(forms.MultiWidget):
    """An input per content language, side by side; if one is the author's `own`, the others are collapsed.

    A hidden input holds the initial texts: translators may write theirs while the form is open.
    """

    template_name = "base/widgets/per_language.html"
    use_fieldset = True
    own = ""
    wrong: Collection[str] = ()  # the codes of the languages whose texts are invalid; none if all are

    def __init__(self, multiline: bool = False, attrs: dict[str, Any] | None = None) -> None:
        def widget(code: str) -> forms.Widget:
            attrs = {"lang": language_tag(code), "dir": direction(code)}
            return forms.Textarea({**attrs, "rows": 4}) if multiline else forms.TextInput(attrs)

        self.languages = content_languages()
        inputs = {code: widget(code) for code, _ in self.languages}
        super().__init__({**inputs, OPENED: forms.HiddenInput()}, attrs)

    def decompress(self, value: Texts | None) -> list[str]:
        texts = value or {}
        return [*(texts.get(code, "") for code, _ in self.languages), remembered(texts)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["opened"] = context["widget"]["subwidgets"].pop()
        for widget, (code, language) in zip(context["widget"]["subwidgets"], self.languages, strict=True):
            widget["language"] = language
            if self.wrong and code not in self.wrong:  # Django marks all inputs of a field that has an error
                widget["attrs"].pop("aria-invalid", None)
        codes = [code for code, _ in self.languages]
        if self.own in codes:
            context["widget"]["own"] = context["widget"]["subwidgets"].pop(codes.index(self.own))
            context["widget"]["is_open"] = not {self.own}.issuperset(self.wrong)
            context["widget"]["written"] = [
                widget["language"] for widget in context["widget"]["subwidgets"] if widget["value"]
            ]
        return context


class SentTexts(list[Any]):
    """What a form sends for a field, and what the field contains `now`."""

    now: Texts = {}


class PerLanguageBoundField(forms.BoundField):
    field: "PerLanguageFormField"

    @property
    def data(self) -> SentTexts:
        sent = SentTexts(super().data)
        sent.now = self.initial or {}
        return sent

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        self.field.widget.wrong = self._wrong()
        return super().build_widget_attrs(attrs, widget)

    def _wrong(self) -> set[str]:
        """The languages that the errors are about; none if they are about all."""
        errors = self.form.errors.as_data().get(self.name, ()) if self.form.is_bound else ()
        found = {error.params["code"] for error in errors if error.code == CHANGED and error.params}
        if errors:
            found |= self.field.too_long(self.data)
        return found

    def value(self) -> Any:
        """Shows both texts when two people have changed the same one, so that the user can decide."""
        if not (self.form.is_bound and self.form.has_error(self.name, code=CHANGED)):
            return super().value()
        sent = self.data
        return [*self.field.widget.decompress(self.field.compress(sent).merged(sent.now))[:-1], remembered(sent.now)]


class PerLanguageFormField(forms.MultiValueField):
    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        self.languages = content_languages()
        fields = [
            forms.CharField(max_length=longest(multiline), required=False, label=name) for _, name in self.languages
        ]
        fields.append(forms.CharField(required=False, strip=False))
        super().__init__(fields, require_all_fields=False, **{**kwargs, "widget": PerLanguageWidget(multiline)})

    def get_bound_field(self, form: Any, field_name: str) -> PerLanguageBoundField:
        return PerLanguageBoundField(form, self, field_name)

    def clean(self, value: Any) -> Texts:
        """Takes only what was changed in the form: translators may have written theirs since it was opened."""
        sent: TextsOfForm = super().clean(value)
        if self.required and not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        now = value.now if isinstance(value, SentTexts) else {}
        names = dict(self.languages)
        if errors := [_overwritten(code, names[code], now.get(code, "")) for code in sent.overwrites(now)]:
            raise ValidationError(errors)
        return sent.merged(now)

    def too_long(self, values: Sequence[str | None]) -> set[str]:
        """The languages whose texts are too long."""
        fields: Sequence[Any] = self.fields
        inputs = zip(self.languages, fields, values, strict=False)
        return {code for (code, _), field, text in inputs if len((text or "").strip()) > field.max_length}

    def compress(self, values: list[str]) -> TextsOfForm:
        # Browsers send nothing at all for a field that is not in their form.
        texts = (in_lines(text or "") for text in values)
        found = TextsOfForm({code: text for (code, _), text in zip(self.languages, texts, strict=False) if text})
        found.opened = opened_with(values[-1]) if len(values) > len(self.languages) else None
        return found

    def has_changed(self, initial: Texts | None, data: list[str] | None) -> bool:
        return (initial or {}) != self.compress(data or []).merged(initial or {})


def _overwritten(code: str, language: str, theirs: str) -> ValidationError:
    about = {"language": language, "theirs": theirs or "–", "code": code}
    message = gettext(
        "%(language)s: somebody else has saved “%(theirs)s” while this form was open. Your own text is in the "
        "box: save again to replace theirs with it."
    )
    return ValidationError(message, code=CHANGED, params=about)


def in_words(field: forms.Field, typed: Any) -> str:
    """What was typed into `field`, in readable form."""
    return " · ".join(field.compress(typed).values()) if isinstance(field, PerLanguageFormField) else str(typed)


def updates_of_reopened(form: forms.BaseForm) -> list[tuple[str, str]]:
    """For a form that stays open after saving: what its texts are compared with from now on."""
    return [
        (f"{form.add_prefix(name)}_{OPENED}", remembered(field.compress(form[name].data)))
        for name, field in form.fields.items()
        if isinstance(field, PerLanguageFormField) and name in form.cleaned_data
    ]
