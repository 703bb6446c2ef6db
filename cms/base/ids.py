"""Ids in what a request or a file says: anything may stand there, and not every number can be asked for."""

from collections.abc import Iterable
from typing import Any

MAX_DIGITS = 18  # every database can be asked for it; Python refuses to read a number of thousands


def id_in(text: Any) -> int | None:
    """The number that `text` is, if it can be the id of something; or any other count of things."""
    digits = str(text)
    return int(digits) if len(digits) <= MAX_DIGITS and digits.isdecimal() else None


def ids_in(texts: Iterable[Any]) -> list[int]:
    """Those of `texts` that can be ids, in their order."""
    return [number for text in texts if (number := id_in(text)) is not None]
