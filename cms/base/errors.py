"""Errors that more than one app raises or handles."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from wagtail.models import Page


class RefusedChange(ValidationError):
    """A change of `page` that must not happen, with messages for the editor. Nothing was saved."""

    def __init__(self, page: Page, errors: Mapping[str, object] | str) -> None:
        super().__init__(dict(errors) if isinstance(errors, Mapping) else errors)
        self.page = page


def error_summary(page: Page, error: ValidationError) -> str:
    """One line for an editor: each invalid field of `page` by its label, with what is wrong."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(_label(page, name) + " ".join(texts) for name, texts in error.message_dict.items())


def _label(page: Page, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return f"{name}: "
    return f"{capfirst(getattr(field, 'verbose_name', name))}: "
