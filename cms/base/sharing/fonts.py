"""The typefaces of social cards, and the characters that they cover."""

from functools import lru_cache
from importlib.resources import files

from fontTools.ttLib import TTFont
from PIL import ImageFont

Face = tuple[str, str]  # the package and the name of the file

SERIF: Face = ("font_source_serif_pro", "SourceSerifPro-Semibold")
SANS: Face = ("font_source_sans_pro", "SourceSansPro-Semibold")  # has some letters that the other lacks, such as ἀ


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_path(face), size)


def face_for(text: str, *faces: Face) -> Face | None:
    """The first of `faces` that has every letter of `text`."""
    letters = {letter for letter in text if letter.isalnum()}
    return next((face for face in faces if letters <= _characters(face)), None)


def printable(text: str, face: Face) -> str:
    """`text` without characters that the typeface lacks, such as emoji."""
    return " ".join("".join(sign for sign in text if sign.isspace() or sign in _characters(face)).split())


@lru_cache
def _characters(face: Face) -> frozenset[str]:
    with TTFont(_path(face), lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def _path(face: Face) -> str:
    """The path of a typeface. Avoids the .ttf file, whose double quotation marks run into letters."""
    package, name = face
    return str(files(package) / "files" / f"{name}.otf")
