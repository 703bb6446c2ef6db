"""The data sent to a page form: cleaned of characters that no database stores, refused if no browser would send it.

Wagtail reads ids, positions and the text of its editors unchecked: invalid ones would cause a server error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from cms.base.text import storable


def storable_data(data: QueryDict | None) -> QueryDict | None:
    if data is None:
        return None
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [storable(value) for value in values])
    return cleaned


class TooLong:
    """What somebody typed, which would take too long to clean. The form that asks for its text gets the error."""

    def __init__(self, typed: str, length: int, most: int) -> None:
        self.typed, self.length, self.most = typed, length, most

    def __str__(self) -> str:
        message = _("This is too long: it has %(show_value)d characters, and at most %(limit_value)d fit.")
        raise ValidationError(message, "max_length", {"show_value": self.length, "limit_value": self.most})


def has_too_long(value: Any) -> bool:
    """Whether `value`, as a form's field reads it, is such a text, or one of its blocks is."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, dict):
        value = list(value.values())
    return any(map(has_too_long, value)) if isinstance(value, list) else isinstance(value, TooLong)


@contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """Responds with 400 instead of 500 where reading a form raises one of `errors`."""
    try:
        yield
    except errors as error:
        raise BadRequest("The form is damaged.") from error


# Raised for rows and blocks with missing parts, or with ids and positions that are not numbers.
DAMAGED = (LookupError, TypeError, ValueError, ValidationError)
