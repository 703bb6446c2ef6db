"""The data sent to a page form: cleaned of characters that no database stores, refused if no browser would send it.

Wagtail reads ids, positions and the text of its editors unchecked: invalid ones would cause a server error.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict

from cms.base.text import storable


def storable_data(data: QueryDict | None) -> QueryDict | None:
    if data is None:
        return None
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [storable(value) for value in values])
    return cleaned


class TooLong(BadRequest):
    """A text of more than `most` characters, which would take too long to clean."""

    def __init__(self, most: int) -> None:
        super().__init__(f"A text has more than {most} characters.")
        self.most = most


@contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """Responds with 400 instead of 500 where reading a form raises one of `errors`."""
    try:
        yield
    except errors as error:
        raise BadRequest("The form is damaged.") from error


# Raised for rows and blocks with missing parts, or with ids and positions that are not numbers.
DAMAGED = (LookupError, TypeError, ValueError, ValidationError)
