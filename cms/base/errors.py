"""Errors that more than one room raises or answers."""

from django.core.exceptions import ValidationError
from wagtail.models import Page


class RefusedChange(ValidationError):
    """A change of `page` that must not happen, with messages for the editor. Nothing was saved."""

    def __init__(self, page: Page, errors: dict[str, object] | str) -> None:
        super().__init__(errors)
        self.page = page
