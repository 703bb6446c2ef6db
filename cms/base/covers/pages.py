"""The cover of a page: of a kind that knows none better, from the key that its translations share."""

from functools import singledispatch
from typing import Any

from cms.base.covers.cover import Cover


@singledispatch
def cover_of(page: Any) -> Cover:
    return Cover.of_key(page.translation_key)
