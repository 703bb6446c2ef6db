"""The fields of public forms, which clean what people paste, and tell them about what is too long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.base.readers.addresses import MALFORMED, MAX_LENGTH, normalised
from cms.base.text import storable
from cms.base.text_limits import MAX_LENGTH_MESSAGE

TOO_LONG: dict[str, Any] = {"max_length": MAX_LENGTH_MESSAGE}


class LineField(forms.CharField):
    """One line, whatever was pasted into it."""

    default_error_messages = TOO_LONG

    def to_python(self, value: object) -> str:
        return " ".join(storable(super().to_python(value)).split())


class LongField(forms.CharField):
    """Lines. What is too long comes back to be shortened: a browser would cut it and say nothing."""

    default_error_messages = TOO_LONG

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: object) -> str:
        return storable(super().to_python(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class AddressField(forms.EmailField):
    """Its value is normalised. Takes a domain in any script."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        messages = {"required": _("Write your e-mail address."), "invalid": MALFORMED, **TOO_LONG}
        # As text, because browsers and mail servers disagree on what a valid address is.
        widget = forms.TextInput(attrs=attributes)
        super().__init__(widget=widget, error_messages=messages, max_length=MAX_LENGTH, **kwargs)

    def clean(self, value: Any) -> Any:
        value = forms.CharField.to_python(self, value)
        if not value:
            return super().clean(value)
        return super().clean(normalised(value))
