"""A drawn cover: seven numbers, which its code encodes."""

from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from typing import Self
from uuid import UUID

VERSION = 1  # of the drawings: increasing it gives every cover a new URL
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

GROUNDS = 6  # colours of the land
SUNS = 6  # colours of the sun
FORMS = 12  # of the sun
TEXTURES = 8  # of the nearest field: four of dots, four of strokes
HORIZONS = 4  # from low to high
BANDS = 5  # fields below the horizon, one more than the number says
MOODS = 4  # from a calm sea to a lively ridge
CALM, LIVELY = 0, MOODS - 1
PLACES = 36  # where the sun is and how large it is: practices with the same facts look related, not identical
SIZES = (GROUNDS, SUNS, FORMS, TEXTURES, HORIZONS, BANDS, MOODS, PLACES)


@dataclass(frozen=True)
class Cover:
    ground: int
    sun: int
    form: int
    texture: int
    horizon: int
    bands: int
    mood: int
    place: int

    @property
    def code(self) -> str:
        return "".join(DIGITS[number] for number in astuple(self))

    @classmethod
    def from_code(cls, code: str) -> Self:
        """The cover with this code. Raises ValueError if there is none."""
        numbers = [DIGITS.index(digit) for digit in code]
        if len(numbers) != len(SIZES) or any(n >= size for n, size in zip(numbers, SIZES, strict=True)):
            raise ValueError(code)
        return cls(*numbers)

    @classmethod
    def of_key(cls, key: UUID | str) -> Self:
        """For a page without facts, whose translations share `key`."""
        names = [field.name for field in fields(cls)]
        return cls(*(choice(f"{name} {key}", size) for name, size in zip(names, SIZES, strict=True)))


def choice(word: str, size: int) -> int:
    """A number from 0 up to, but not including, `size`; always the same for the same word."""
    return int.from_bytes(sha256(word.encode()).digest()[:8]) % size
