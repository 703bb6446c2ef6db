"""Parses ids from requests and files: they may contain anything, and not every number can be queried."""

from collections.abc import Iterable
from typing import Any

MAX_DIGITS = 18  # fits in every database; Python refuses to parse numbers of thousands of digits


def id_in(text: Any) -> int | None:
    """`text` as a number, if it can be an id (or a count); otherwise None."""
    digits = str(text)
    return int(digits) if len(digits) <= MAX_DIGITS and digits.isdecimal() else None


def ids_in(texts: Iterable[Any]) -> list[int]:
    """Those of `texts` that can be ids, in the same order."""
    return [number for text in texts if (number := id_in(text)) is not None]
