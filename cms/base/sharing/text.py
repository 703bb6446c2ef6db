"""A text in a typeface that has its letters, wrapped into lines that fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from unicodedata import normalize

from PIL import ImageFont

from cms.base.sharing.fonts import Face, face_for, font, printable


def leading(size: int) -> int:
    return round(size * 1.16)


@dataclass(frozen=True)
class Text:
    text: str
    face: Face

    @classmethod
    def of(cls, text: str, *faces: Face) -> Self | None:
        """`text` in the first of `faces` that has all of its letters; None if none has."""
        text = normalize("NFC", text)
        face = face_for(text, *faces)
        return cls(printable(text, face), face) if face else None

    def fitted(self, sizes: Iterable[int], width: int, height: int) -> tuple[int, list[str]]:
        """The first of `sizes` at which it fits, and its lines; at the last, words are broken and lines dropped."""
        for size in sizes:
            used = font(self.face, size)
            lines = _lines(self.text, used, width)
            if len(lines) * leading(size) <= height and all(used.getlength(line) <= width for line in lines):
                return size, lines
        return size, [part for line in lines for part in _broken(line, used, width)][: height // leading(size)]


def _lines(text: str, used: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and used.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(line: str, used: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts = [""]
    for letter in line:
        if parts[-1] and used.getlength(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts
