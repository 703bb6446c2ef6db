"""The data sent to a page form: cleaned of characters that no database stores, refused if no browser would send it.

Wagtail reads ids, positions and the text of its editors unchecked: invalid ones would cause a server error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict
from wagtail.blocks import StreamValue

from cms.base.text import storable
from cms.base.text_limits import MAX_LENGTH_MESSAGE


def storable_data(data: QueryDict | None) -> QueryDict | None:
    if data is None:
        return None
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [storable(value) for value in values])
    return cleaned


class TooLong:
    """A text as it was typed, which is too long to be cleaned: its form gets the error, and shows it again.

    Wagtail makes a `CharField` for each rich text, in a form or in a block, and gives no way to replace them all. Each
    begins by turning what its widget returns into a string. An error raised there is the error of that field, beside
    it, like any other; returned from the widget, a text of this length would be parsed several times first.
    """

    def __init__(self, typed: str, length: int, most: int) -> None:
        self.typed, self.length, self.most = typed, length, most

    def __str__(self) -> str:
        """Never returns: `CharField.clean` calls it. Raises `ValidationError`."""
        values = {"show_value": self.length, "limit_value": self.most}
        raise ValidationError(MAX_LENGTH_MESSAGE, "max_length", values)


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
