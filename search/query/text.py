"""Parses what a reader typed into clauses that every engine understands: words, quoted phrases, words with a minus.

    asylum "language course" -sport

finds entries with the first word and the phrase, but without the last word. The editors' synonyms are alternatives
within a clause.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

from cms.base.languages import content_languages
from search.language.analysis import (
    WORD,
    clean,
    fold,
    is_stopword,
    joined,
    lower,
    remove_stopwords,
    significant_words,
    stem,
    words,
)
from search.language.compounds import is_unspaced, parts, without_space
from search.language.lemmas import is_known, may_be_word
from search.language.years import periods

# Words that a query requires, including those in phrases; stopwords do not count, and exclusions have no limit.
MAX_WORDS = 12
MAX_YEARS = 12  # per period
MIN_LENGTH_APART = 5  # of a part of a compound that is found alone: short ones are part of too much (tand-arts)
QUOTES = '"“”„‟«»'
# A minus counts only at the start of a word: "buddy-scheme" is two words.
MINUS = r"(?P<minus>(?<!\S)[-−–])?"
PART = re.compile(rf"{MINUS}(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<words>[^\s{QUOTES}]+))")
Stems = tuple[str, ...]
# {stems of a term: the other terms of its synonym group}
Synonyms = Mapping[Stems, list[str]]


@dataclass(frozen=True)
class Alternative:
    """All of `words`, in any form that they have in `languages`; also as parts of compounds, if `in_compounds`.

    If it is a phrase, adjacent and in this order, and literal, unless it is `in_any_form`.
    """

    words: tuple[str, ...]
    languages: tuple[str, ...]
    is_phrase: bool = False
    in_compounds: bool = True
    in_any_form: bool = False


Clause = tuple[Alternative, ...]  # any of them


@dataclass(frozen=True)
class TextQuery:
    """Matches every clause of `required` and no alternative of `excluded`: a full match.

    A partial match has at least `enough` of the clauses, or of what stands `loosely` for them. Phrases that a reader
    typed in quotes are meant literally, so it has them all.
    """

    required: tuple[Clause, ...] = ()
    excluded: Clause = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    @property
    def phrases(self) -> tuple[Clause, ...]:
        """The clauses that a reader typed in quotes."""
        return tuple(clause for clause in self.required if clause[0].is_phrase)

    @cached_property
    def loosely(self) -> tuple[Clause, ...]:
        """For each clause what a partial match may have instead.

        The words of a synonym, "advice on legal matters"; a part of a compound.
        """
        return tuple(tuple(dict.fromkeys(_words_apart(clause))) for clause in self.required)

    @property
    def compound_parts(self) -> Clause:
        """The parts of compounds among them: a partial match with the rarest is the best."""
        return tuple(option for clause in self.loosely for option in clause if len(option.words) == 1)

    @property
    def enough(self) -> int:
        """How many clauses a partial match has: a third, since questions have words that no answer has."""
        return max(1, (len(self.required) + 1) // 3)

    @property
    def has_partial_matches(self) -> bool:
        """Whether a partial match can be anything other than a full one."""
        return max(self.enough, len(self.phrases)) < len(self.required) or any(self.loosely)


def _words_apart(clause: Clause) -> Iterator[Alternative]:
    for option in clause:
        if len(option.words) > 1 and not option.is_phrase and not is_unspaced(option.words[0]):
            yield from (replace(option, words=(word,)) for word in option.words if len(word) >= MIN_LENGTH_APART)
        for language in option.languages if option.is_phrase and option.in_any_form else ():
            significant = tuple(remove_stopwords(list(option.words), language))
            if len(significant) > 1:
                yield replace(option, words=significant, is_phrase=False)


@dataclass
class _Words:
    """The words of a text, or of a part of it, in their order; more than one together are a phrase."""

    required: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[tuple[str, ...]] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)  # meant as words even if they are stopwords
    joined: dict[str, list[str]] = field(default_factory=dict)  # {word: other spellings}


def parse_text(text: str, language: str, synonyms: Synonyms | None = None) -> TextQuery:
    """The clauses of `text`, typed by a reader of `language`, without its stopwords."""
    used, _ = _limited(_split(text, language), language)
    clauses = list(_clauses(used, language, synonyms or {}))
    clauses += ((_typed(found, language, is_phrase=True),) for found in used.required if len(found) > 1)
    excluded = (_typed(found, language, is_phrase=len(found) > 1, in_compounds=False) for found in used.excluded)
    return TextQuery(tuple(clauses), tuple(excluded))


def unused_words(text: str, language: str) -> list[str]:
    """The words of `text` that `parse_text` leaves out because there are too many."""
    return _limited(_split(text, language), language)[1]


def _split(text: str, language: str) -> _Words:
    text = clean(text)
    found = _Words()
    for start, end, whole in reversed(joined(text, language)):
        apart = words(text[start:end])
        if " " not in text[start:end] and min(map(len, apart)) == 1:
            text = f"{text[:start]}{whole}{text[end:]}"  # "e-learning" is not about learning of any kind
            continue
        for word in apart:
            found.joined.setdefault(word, []).append(whole)
    text = _as_years(text, found)
    has_small_letters = text != text.upper()
    for match in PART.finditer(text):
        written = WORD.findall(match["phrase"] or match["words"] or "")
        these = tuple(map(lower, written))
        if not these:
            continue
        if match["minus"]:
            found.excluded.append(these)
        elif match["phrase"] is not None:
            found.required.append(these)
            found.meant.update(these)
        else:
            found.required += ((word,) for word in these)
            # "IT training" is not about "it".
            found.meant.update(lower(word) for word in written if has_small_letters and _is_in_capitals(word))
    return found


def _as_years(text: str, found: _Words) -> str:
    """`text` with the first year of each period in its place; the others match as well."""
    for start, end, years in sorted(periods(text), key=itemgetter(0), reverse=True):
        first, *others = map(str, years[:MAX_YEARS])
        found.joined.setdefault(first, []).extend(others)
        text = f"{text[:start]}{first}{text[end:]}"
    return text


def _is_in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _limited(found: _Words, language: str) -> tuple[_Words, list[str]]:
    """The distinct words to search for, and those over the limit. Exclusions are always kept."""
    plain = [these[0] for these in found.required if len(these) == 1]
    without = remove_stopwords if len(plain) < len(found.required) else significant_words
    significant = {*without(plain, language), *found.meant}
    used, unused, left = replace(found, required=[], excluded=list(dict.fromkeys(found.excluded))), [], MAX_WORDS
    for these in dict.fromkeys(found.required):
        if len(these) == 1 and these[0] not in significant:
            continue
        if left:
            used.required.append(these[:left])
        unused += these[left:]
        left -= len(these[:left])
    return used, unused


def _clauses(used: _Words, language: str, synonyms: Synonyms) -> Iterator[Clause]:
    """A clause for each word, or for each run of words that is a term with synonyms."""
    plain = [found[0] for found in used.required if len(found) == 1]
    together = _together(plain, language)
    longest = max(map(len, synonyms), default=0)
    position = 0
    while position < len(plain):
        length, others = _longest_term(plain[position : position + longest], language, synonyms)
        own = tuple(plain[position : position + length])
        same: list[Alternative] = []
        if length == 1:
            wholes = used.joined.get(own[0], [])
            same += (_typed((word,), language) for word in [*wholes, *together.get(position, ())])
            others = [*others, *(other for word in wholes for other in _longest_term([word], language, synonyms)[1])]
            same += (_typed(found, language) for found in _parts(own[0], language))
            if apart := without_space(own[0], language):
                same.append(Alternative(apart, (language,), is_phrase=True, in_any_form=True))
        same += (_synonym(found) for other in others if (found := tuple(words(other))))
        yield (_typed(own, language), *dict.fromkeys(same))
        position += length


def _together(plain: list[str], language: str) -> dict[int, list[str]]:
    """For the position of each word, the words of the dictionary that it is with the one before or after it."""
    found: dict[int, list[str]] = {}
    for position, (word, following) in enumerate(pairwise(plain)):
        if is_known(whole := word + following, language):
            found.setdefault(position, []).append(whole)
            found.setdefault(position + 1, []).append(whole)
    return found


def _typed(found: tuple[str, ...], language: str, *, is_phrase: bool = False, in_compounds: bool = True) -> Alternative:
    """The words in the reader's language and in any other that has them."""
    languages = tuple(dict.fromkeys([language, *_languages_of(found)]))
    return Alternative(found, languages, is_phrase, in_compounds)


def _synonym(found: tuple[str, ...]) -> Alternative:
    return Alternative(found, _languages_of(found), is_phrase=len(found) > 1, in_any_form=True)


def _languages_of(found: tuple[str, ...]) -> tuple[str, ...]:
    """The site's languages that all of these words may belong to, without being stopwords there.

    A dictionary without them rules its language out, unless none is left: names have forms in every language.
    """
    return _languages_among(found, tuple(code for code, _ in content_languages()))


@lru_cache(maxsize=20_000)
def _languages_among(found: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(code for code in codes if all(may_be_word(word, code) for word in found)) or codes
    return tuple(code for code in known if len(found) > 1 or not is_stopword(found[0], code))


def _parts(word: str, language: str) -> list[tuple[str, ...]]:
    """The parts of a compound in the reader's language or, if it is not one there, in any of the site's languages."""
    own = parts(word, language)
    if own or is_known(word, language):
        return [own] if own else []
    return [found for code, _ in content_languages() if (found := parts(word, code))]


def _longest_term(following: list[str], language: str, synonyms: Synonyms) -> tuple[int, list[str]]:
    for length in range(len(following), 0, -1):
        others = synonyms.get(term_stems(following[:length], language))
        if others:
            return length, others
    return 1, []


def term_stems(term: list[str], language: str) -> Stems:
    """The same for all spellings and inflections of a term."""
    return tuple(stem(fold(word), language) for word in term)
