"""Parses what a reader typed into clauses that every engine understands: words, quoted phrases, words with a minus.

    asylum "language course" -sport

finds entries with the first word and the phrase, but without the last word. The editors' synonyms are alternatives
within a clause.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from search.language.analysis import fold, remove_stopwords, significant_words, stems, words

# Words that a query requires, including those in phrases; stopwords do not count, and exclusions have no limit.
MAX_WORDS = 12
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


Clause = tuple[Alternative, ...]  # any of them


@dataclass(frozen=True)
class TextQuery:
    """Matches every clause of `required` and no alternative of `excluded`: a full match.

    A partial match has at least `enough` of the clauses. Phrases among them are meant literally, so it has them all.
    """

    required: tuple[Clause, ...] = ()
    excluded: Clause = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    @property
    def phrases(self) -> tuple[Clause, ...]:
        """The clauses that a reader typed in quotes."""
        return tuple(clause for clause in self.required if clause[0].is_phrase)

    @property
    def enough(self) -> int:
        """How many clauses a partial match has: at least half of them."""
        return (len(self.required) + 1) // 2

    @property
    def has_partial_matches(self) -> bool:
        """Whether a partial match can be anything else than a full one."""
        return max(self.enough, len(self.phrases)) < len(self.required)

    @property
    def required_words(self) -> list[str]:
        """Every word in `required`, including synonyms."""
        return [word for clause in self.required for option in clause for word in option.words]


@dataclass
class _Words:
    """The words of a text, or of a part of it, in their order; more than one together are a phrase."""

    required: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[tuple[str, ...]] = field(default_factory=list)


def parse_text(text: str, language: str, synonyms: Synonyms | None = None) -> TextQuery:
    """The clauses of `text`, typed by a reader of `language`, without its stopwords."""
    used, _ = _limited(_split(text), language)
    clauses = list(_clauses([found[0] for found in used.required if len(found) == 1], language, synonyms or {}))
    clauses += ((Alternative(found, is_phrase=True),) for found in used.required if len(found) > 1)
    return TextQuery(tuple(clauses), tuple(Alternative(found, len(found) > 1) for found in used.excluded))


def unused_words(text: str, language: str) -> list[str]:
    """The words of `text` that `parse_text` leaves out because there are too many."""
    return _limited(_split(text), language)[1]


def _split(text: str) -> _Words:
    parts = _Words()
    for match in PART.finditer(text):
        found = tuple(words(match["phrase"] or match["words"] or ""))
        if not found:
            continue
        if match["minus"]:
            parts.excluded.append(found)
        elif match["phrase"] is not None:
            parts.required.append(found)
        else:
            parts.required += ((word,) for word in found)
    return parts


def _limited(parts: _Words, language: str) -> tuple[_Words, list[str]]:
    """What is searched for, each once, and the words for which there is no room. Exclusions are always kept."""
    plain = [found[0] for found in parts.required if len(found) == 1]
    without = remove_stopwords if len(plain) < len(parts.required) else significant_words
    significant = set(without(plain, language))
    used, unused, left = _Words(excluded=list(dict.fromkeys(parts.excluded))), [], MAX_WORDS
    for found in dict.fromkeys(parts.required):
        if len(found) == 1 and found[0] not in significant:
            continue
        if left:
            used.required.append(found[:left])
        unused += found[left:]
        left -= len(found[:left])
    return used, unused


def _clauses(plain: list[str], language: str, synonyms: Synonyms) -> Iterator[Clause]:
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
