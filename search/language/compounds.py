"""Splits compounds into their parts, with the dictionary of their language and a few rules.

A part is a word of the dictionary; linking letters are dropped. Of several ways to split, the one with the fewest parts
wins, then the one whose shortest part is longest. No other text has any influence, so the parts of a word never change.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cms.base.i18n.language_codes import base_language
from search.language.dictionaries import open_dictionary
from search.language.folding import MAX_WORD, fold
from search.language.lemmas import lemmas
from search.language.stopwords import STOPWORDS

MIN_PART = 4  # letters: shorter words occur in too many others
MIN_COMPOUND = 2 * MIN_PART
MAX_PARTS = 5
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Compounding:
    """How a language forms compounds, folded."""

    links: frozenset[str]  # letters between two parts
    suffixes: tuple[str, ...]  # dictionary words only by coincidence: part of the word before
    prefixes: frozenset[str] = frozenset()  # words, but prefixes at the beginning of another
    endings: tuple[str, ...] = ()  # dictionary words with these endings (verbs, adjectives) are not split


def _declared(links: str, suffixes: str, prefixes: str, endings: str = "") -> Compounding:
    return Compounding(
        frozenset(links.split()) | {""}, tuple(suffixes.split()), frozenset(prefixes.split()), tuple(endings.split())
    )


NORWEGIAN = _declared(
    "s e", "skap skapet skaper het heten heter lig lige els elser ing inger eri", "etter for med mot over under til"
)
COMPOUNDING = {
    "nl": _declared(
        "s e en er n",
        "schap schappen heid heden lijk lijke lijkheid loos loze baar bare achtig achtige rijk rijke ling lingen nemer "
        "nemers neemster gever gevers erij erijen ster sters teit teiten",
        "achter binnen buiten door gemeen mede onder over samen tegen terug toe verder voor voort vrij weer",
        "en ig lijk",
    ),
    "de": _declared(
        "s es n en er e",
        "schaft schaften heit heiten keit keiten haltigkeit lich liche isch ische ling linge lingen haft hafte sam "
        "same losig losigkeit nehmer geber",
        "durch frei gegen hinter nach selbst uber unter voran voraus weiter wieder zuruck zusammen",
        "en ig lich isch",
    ),
    "sv": _declared(
        "s o u e a", "skap skaper het heten heter lig liga else elser ning ningar eri", "efter mot over under"
    ),
    "da": _declared(
        "s e er", "skab skaber hed heden heder lig lige else elser ning ninger eri", "efter mod over under"
    ),
    "nb": NORWEGIAN,
    "nn": NORWEGIAN,
    "no": NORWEGIAN,
}
SPOKEN_NUMBER = re.compile(r"([^\W\d_]{3,})[24]([^\W\d_]{3,})")  # "to" or "for", as in "buddy2buddy"
# Scripts without spaces between words, by the Unicode names of their letters.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def may_be_part(word: str, language: str) -> bool:
    """Whether `word` may be a part of words of `language`."""
    return base_language(language) in COMPOUNDING or is_unspaced(word)


def is_unspaced(word: str) -> bool:
    return not word.isascii() and unicodedata.name(word[0], "").startswith(UNSPACED)


@lru_cache(maxsize=20_000)
def parts(word: str, language: str) -> Parts:
    """The folded parts of the compound `word`; none if it is not one.

    In scripts without spaces between words, pairs of characters are the parts; "buddy2buddy" has two words.
    """
    folded = fold(word)
    if match := SPOKEN_NUMBER.fullmatch(folded):
        return match.groups()
    if is_unspaced(folded):
        return tuple(dict.fromkeys(folded[at : at + 2] for at in range(len(folded) - 1) if len(folded) > 2))
    rules = COMPOUNDING.get(base_language(language))
    if rules is None or not MIN_COMPOUND <= len(folded) <= MAX_WORD:
        return ()
    known = lemmas(folded, language)
    if known:
        folded = known[0]
        if folded.endswith(rules.endings) or len(folded) < MIN_COMPOUND:
            return ()
    return _Splitter(folded, base_language(language), rules, is_known=bool(known)).best()


def all_parts(word: str, language: str) -> Parts:
    """Its parts, and the parts of those."""
    found = parts(word, language)
    shorter = (part for part in found if len(part) < len(fold(word)))
    return (*found, *(inner for part in shorter for inner in all_parts(part, language)))


@lru_cache(maxsize=20_000)
def without_space(word: str, language: str) -> Parts:
    """The two words of the dictionary that `word` is if the space between them was left out; none if it is not that."""
    folded, stopwords = fold(word), STOPWORDS.get(base_language(language), frozenset())
    dictionary = open_dictionary(language)
    if dictionary is None or not MIN_COMPOUND <= len(folded) <= MAX_WORD or folded in dictionary:
        return ()
    halves = ((known, folded[len(known) :]) for known in dictionary.prefixes(folded))
    likely = (
        (first, last)
        for first, last in halves
        if min(len(first), len(last)) >= MIN_PART and last in dictionary and not stopwords & {first, last}
    )
    return min(likely, key=_preference, default=())


class _Splitter:
    def __init__(self, word: str, language: str, rules: Compounding, is_known: bool) -> None:
        self.word, self.language, self.rules, self.is_known = word, language, rules, is_known
        self.dictionary = open_dictionary(language)
        self.stopwords = STOPWORDS.get(language, frozenset())

    def best(self) -> Parts:
        """From the end of the word to its beginning: the best way to split what follows each position."""
        length = len(self.word)
        following: list[Parts | None] = [None] * length
        for start in range(length - MIN_PART, -1, -1):
            ways: list[Parts] = []
            for part in self._candidates(start):
                end = start + len(part)
                if end == length:
                    if start and self._may_end(part):
                        ways.append((part,))
                    continue
                for link in self.rules.links:
                    rest = following[end + len(link)] if end + len(link) < length else None
                    if rest and len(rest) < MAX_PARTS and self.word.startswith(link, end):
                        ways.append((part, *rest))
            following[start] = min(ways, key=_preference, default=None)
        return following[0] or ()

    def _candidates(self, start: int) -> Iterator[str]:
        """The words of the dictionary that begin at `start`, and those that a suffix makes of them."""
        rest, rules = self.word[start:], self.rules
        before = self.word[start - 1 : start]
        for known in self.dictionary.prefixes(rest) if self.dictionary else ():
            if len(known) < MIN_PART or known in self.stopwords:
                continue
            for part in (known, *(known + suffix for suffix in rules.suffixes if rest.startswith(suffix, len(known)))):
                is_suffix = part in rules.suffixes or before + part in rules.suffixes
                if not is_suffix and (start or part not in rules.prefixes):
                    yield part

    def _may_end(self, part: str) -> bool:
        """A word of the dictionary is split as it is listed there, so its last part is listed, too."""
        found = lemmas(part, self.language)
        return not (self.is_known and found and part not in found)


def _preference(ways: Parts) -> tuple[int, int, int, Parts]:
    return len(ways), -min(map(len, ways)), -len(ways[0]), ways
