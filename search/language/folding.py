"""Words as they are compared: in lower case, without diacritics, and without what is only a habit of writing."""

import re
import unicodedata

INVISIBLE = str.maketrans(dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")))  # soft hyphens and the like
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # letters and digits, with the marks that are part of them
MAX_WORD = 64  # characters: longer runs of letters are not words
LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


class _Folded(dict[int, str]):
    """What each character is folded to, computed when it is first seen."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold()).casefold()
        self[code] = "".join(filter(str.isalnum, decomposed)).translate(LETTERS)
        return self[code]


_FOLDED = _Folded()


def clean(text: str) -> str:
    """`text` as it is stored: NFC, without the invisible characters that would split a word."""
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))


def lower(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())[:MAX_WORD]


def words(text: str) -> list[str]:
    """The words of `text` in lower case, with their diacritics."""
    return [lower(word) for word in WORD.findall(clean(text))]


def fold(word: str) -> str:
    """`word` in lower case without diacritics: letters and digits only."""
    return word.translate(_FOLDED) or word
