"""Words as they are compared: in lower case, without diacritics, and without what is only a habit of writing."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import groupby

# Soft hyphens and the like, and what no database stores: halves of surrogate pairs, and the character zero.
INVISIBLE = str.maketrans(dict.fromkeys([0, 0xAD, 0x200B, 0x2060, 0xFEFF, *range(0xD800, 0xE000)]))


def _marks() -> str:
    """The combining marks of all scripts as ranges of a regular expression: `re` has no name for them."""
    found = (code for code in range(0x20000) if unicodedata.category(chr(code)).startswith("M"))
    ranges = (list(run) for _, run in groupby(enumerate(found), lambda item: item[1] - item[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in ranges)


JOINERS = "\u200c\u200d"  # invisible, but part of the spelling, in Persian for instance
APOSTROPHES = "'’ʼ"
CYRILLIC = "[\u0400-\u04ff]"
LETTER = r"[^\W\d_]"
ACRONYM = rf"(?<![\w.])(?:{LETTER}\.){{2,}}(?:{LETTER}(?!\w))?(?!\w)"  # "C.P.I.A." is one word
# Letters and digits, with the marks that are part of them, and the apostrophes of Ukrainian.
PART_OF_WORD = rf"(?:[{_marks()}{JOINERS}]|(?<={CYRILLIC})[{APOSTROPHES}](?={CYRILLIC}))"
WORD = re.compile(rf"{ACRONYM}|[^\W_]+(?:{PART_OF_WORD}[^\W_]*)*")
HYPHENS = {"-", "‐", "‑"}
MAX_WORD = 64  # characters: longer runs of letters are not words
LOWER = str.maketrans({".": "", "'": "ʼ", "’": "ʼ", **dict.fromkeys(JOINERS, "")})
LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ґ": "г", "ʼ": ""}
    | {"ـ": "", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
)


class _Folded(dict[int, str]):
    """What each character is folded to, computed when it is first seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decomposed = unicodedata.normalize("NFKD", char.casefold()).casefold()
        letters = "".join(filter(str.isalnum, decomposed)).translate(LETTERS)
        self[code] = str(unicodedata.decimal(char)) if char.isdecimal() else letters
        return self[code]


_FOLDED = _Folded()


def clean(text: str) -> str:
    """`text` as it is stored: NFC, without the invisible characters that would split a word."""
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))


@lru_cache(maxsize=50_000)
def lower(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold().translate(LOWER))[:MAX_WORD]


def words(text: str) -> list[str]:
    """The words of `text` in lower case, with their diacritics."""
    return [lower(word) for word in WORD.findall(clean(text))]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """`word` in lower case without diacritics: letters and digits only."""
    return word.translate(_FOLDED) or word


def joined_words(text: str, unlikely: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Words of a clean `text` that others write as one, such as "taal-cursus" or "e learning".

    Where they begin and end, and that one word. A single letter in `unlikely` does not begin one.
    """
    run: list[re.Match[str]] = []
    for match in WORD.finditer(text):
        if run and not _belongs(text[run[-1].end() : match.start()], run, unlikely):
            yield from _joined(run)
            run = []
        run.append(match)
    yield from _joined(run)


def _belongs(between: str, run: list[re.Match[str]], unlikely: Collection[str]) -> bool:
    if between in HYPHENS:
        return True
    first = run[0][0]
    return between == " " and len(run) == len(first) == 1 and first.isalpha() and fold(first) not in unlikely


def _joined(run: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    if len(run) < 2:  # nearly every word
        return
    joined = "".join(lower(match[0]) for match in run)
    if len(joined) <= MAX_WORD and not joined.isdecimal():
        yield run[0].start(), run[-1].end(), joined
