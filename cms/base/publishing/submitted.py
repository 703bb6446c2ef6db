"""What a page form was sent: without characters that no database holds, and refused if no browser would send it.

Wagtail reads ids, positions and the text of its editors without checking them: nonsense there would be a server error.
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
    """A text of more characters than `most`: cleaning it would keep everybody waiting."""

    def __init__(self, most: int) -> None:
        super().__init__(f"A text has more than {most} characters.")
        self.most = most


@contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """Answers 400 instead of 500 where reading a form raises one of `errors`."""
    try:
        yield
    except errors as error:
        raise BadRequest("The form is damaged.") from error


# Of rows and blocks: missing parts, and ids and positions that are no numbers.
DAMAGED = (LookupError, TypeError, ValueError, ValidationError)
