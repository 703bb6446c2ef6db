"""The cover of a page. Unless its class defines its own, it is derived from the translation key."""

from functools import singledispatch
from typing import Any

from cms.base.covers.cover import Cover


@singledispatch
def cover_of(page: Any) -> Cover:
    return Cover.of_key(page.translation_key)
