"""Parses what a reader typed into clauses that every engine understands: words, quoted phrases, words with a minus.

    asylum "language course" -sport

finds entries with the first word and the phrase, but without the last word. The editors' synonyms are alternatives
within a clause.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from search.language.analysis import fold, remove_stopwords, significant_words, stems, words

MAX_WORDS = 12  # of one query, including those in phrases and exclusions
QUOTES = '"“”„‟«»'
# A minus counts only at the start of a word: "buddy-scheme" is two words.
MINUS = r"(?P<minus>(?<!\S)[-−–])?"
PART = re.compile(rf"{MINUS}(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<words>[^\s{QUOTES}]+))")
Stems = tuple[str, ...]
# {stems of a term: the other terms of its synonym group}
Synonyms = Mapping[Stems, list[str]]


@dataclass(frozen=True)
class Alternative:
    """All of `words`; if it is a phrase, adjacent and in this order."""

    words: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True)
class TextQuery:
    """Matches every clause of `required`, by any of its alternatives, and nothing in `excluded`.

    `max_missing`: how many of the clauses may be missing, as long as at least one matches.
    """

    required: tuple[tuple[Alternative, ...], ...] = ()
    excluded: tuple[Alternative, ...] = ()
    max_missing: int = 0

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    @property
    def minimum_should_match(self) -> int:
        """How many clauses of `required` have to match."""
        return max(min(1, len(self.required)), len(self.required) - self.max_missing)

    @property
    def exclusion(self) -> "TextQuery":
        """A query that matches everything that this one excludes."""
        return TextQuery(required=(self.excluded,)) if self.excluded else TextQuery()

    @property
    def required_words(self) -> list[str]:
        """Every word in `required`, including synonyms."""
        return [word for clause in self.required for option in clause for word in option.words]


@dataclass
class _ParsedText:
    plain: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[Alternative] = field(default_factory=list)


def parse_text(text: str, language: str, synonyms: Synonyms | None = None) -> TextQuery:
    """The clauses of `text`, typed by a reader of `language`, without its stopwords."""
    parts = _split(text)
    without = remove_stopwords if parts.phrases else significant_words
    plain = list(dict.fromkeys(without(parts.plain, language)))
    clauses = list(_clauses(plain, language, synonyms or {}))
    clauses += ((Alternative(phrase, is_phrase=True),) for phrase in dict.fromkeys(parts.phrases))
    return TextQuery(tuple(clauses), tuple(dict.fromkeys(parts.excluded)))


def _split(text: str) -> _ParsedText:
    parts, left = _ParsedText(), MAX_WORDS
    for match in PART.finditer(text):
        found = tuple(words(match["phrase"] or match["words"] or ""))[:left]
        left -= len(found)
        is_phrase = match["phrase"] is not None and len(found) > 1
        if not found:
            continue
        if match["minus"]:
            parts.excluded.append(Alternative(found, is_phrase=len(found) > 1))
        elif is_phrase:
            parts.phrases.append(found)
        else:
            parts.plain += found
    return parts


def _clauses(plain: list[str], language: str, synonyms: Synonyms) -> Iterator[tuple[Alternative, ...]]:
    """A clause for each word, or for each run of words that is a term with synonyms."""
    longest = max(map(len, synonyms), default=0)
    position = 0
    while position < len(plain):
        length, others = _longest_term(plain[position : position + longest], language, synonyms)
        own = Alternative(tuple(plain[position : position + length]))
        yield (own, *(Alternative(found, len(found) > 1) for other in others if (found := tuple(words(other)))))
        position += length


def _longest_term(following: list[str], language: str, synonyms: Synonyms) -> tuple[int, list[str]]:
    for length in range(len(following), 0, -1):
        others = synonyms.get(term_stems(following[:length], language))
        if others:
            return length, others
    return 1, []


def term_stems(term: list[str], language: str) -> Stems:
    """The same for all spellings and inflections of a term."""
    return tuple(stems(fold(word), language)[0] for word in term)
