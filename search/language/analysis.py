"""The terms of words: folded, and by their lemmas and stems in the language that they are written in.

Done here and not in the database, so that SQLite and PostgreSQL find the same, and a new language needs no database
configuration. A term is a folded word, or begins with a mark:

- `=word` the word with its diacritics,
- `:language:lemma` and `:language:stem` shared by all inflections of a word,
- `/language:lemma` and `/language:stem` the same of a part of a compound; `/language:year` a year within a period.
"""

from functools import cache, lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

from cms.base.i18n.language_codes import base_language
from search.language.compounds import all_parts, may_be_part
from search.language.folding import WORD, clean, fold, joined_words, lower, words
from search.language.lemmas import is_known, lemmas
from search.language.resources import stemmer_name
from search.language.spellings import common_spelling, place
from search.language.stopwords import STOPWORDS
from search.language.years import is_year, periods

__all__ = [
    "WORD",
    "alternatives",
    "clean",
    "fold",
    "folded_words",
    "is_stem",
    "is_stopword",
    "is_word",
    "joined",
    "lower",
    "phrase_terms",
    "remove_stopwords",
    "significant_words",
    "stem",
    "stems",
    "stored_terms",
    "terms",
    "words",
]
STEM = ":"
MARKS = f"{STEM}=/"


@cache
def _stemmer(language: str) -> Any:
    name = stemmer_name(language)
    return snowballstemmer.stemmer(name) if name else None


_stemmer_lock = Lock()  # Snowball's stemmers hold the current word as state: one thread at a time


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The folded lemmas of `word` and their stems; the stems of a word that the dictionary does not know.

    So the stem is the bridge between forms that the dictionary knows and those that it does not.
    """
    language = base_language(language)
    found = lemmas(word, language)
    found = tuple(common_spelling(lemma, language, is_known) for lemma in found)
    # With and without its diacritics: Snowball needs them to recognise some endings, and readers often omit them.
    forms = found or tuple(dict.fromkeys((word, fold(word))))
    return tuple(dict.fromkeys([*found, *_snowball(forms, language)]))


def _snowball(forms: tuple[str, ...], language: str) -> list[str]:
    stemmer = _stemmer(language)
    if stemmer is None:
        return [fold(form) for form in forms]
    with _stemmer_lock:
        return [fold(stemmer.stemWord(form)) for form in forms]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The same for all spellings and inflections of `word`."""
    language = base_language(language)
    return _snowball(stems(word, language)[:1], language)[0] if lemmas(word, language) else stems(word, language)[-1]


@lru_cache(maxsize=50_000)
def _marked_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of `word` besides its folded form: `=word` with its diacritics, and `:language:stem` for its stems."""
    found = tuple(f":{base_language(language)}:{stem}" for stem in stems(word, language))
    return found if fold(word) == word else (f"={word}", *found)


@lru_cache(maxsize=50_000)
def _part_terms(word: str, language: str) -> tuple[str, ...]:
    found = (stem for part in all_parts(word, language) for stem in stems(part, language))
    return tuple(dict.fromkeys(f"/{base_language(language)}:{stem}" for stem in found))


def is_word(term: str) -> bool:
    """Whether a stored term is a folded word, without a mark."""
    return term[0] not in MARKS


def is_stem(term: str) -> bool:
    return term[0] == STEM


def joined(text: str, language: str) -> list[tuple[int, int, str]]:
    """The words of a clean `text` that others write as one: where they begin and end, and that one."""
    return list(joined_words(text, STOPWORDS.get(base_language(language), frozenset())))


def stored_terms(word: str, language: str) -> list[str]:
    """The terms stored for one `word` of a text."""
    return [fold(word), *_marked_terms(word, language), *_part_terms(word, language)]


def phrase_terms(found: list[str], language: str) -> list[str]:
    """The terms that are adjacent wherever the words `found` are, in any form and with any stopwords in between."""
    return [_term_in_phrases(word, language) for word in remove_stopwords(found, language)]


@lru_cache(maxsize=50_000)
def _term_in_phrases(word: str, language: str) -> str:
    """One of its `_marked_terms`."""
    return f":{base_language(language)}:{stem(word, language)}"


def terms(text: str, language: str) -> list[str]:
    """The terms stored for `text`: its folded words in order, its phrase terms in order, then all others."""
    text = clean(text)
    found = words(text)
    in_phrases = phrase_terms(found, language)
    others = [term for word in found for term in _other_terms(word, language)]
    return [
        *map(fold, found),
        *in_phrases,
        *others,
        *(t for *_, word in joined(text, language) for t in stored_terms(word, language)),
        *(f"/{base_language(language)}:{year}" for year in {year for *_, years in periods(text) for year in years}),
    ]


@lru_cache(maxsize=50_000)
def _other_terms(word: str, language: str) -> tuple[str, ...]:
    """Its stored terms, except the word itself and its phrase term, if any: each is stored once."""
    found = stored_terms(word, language)[1:]
    if not is_stopword(word, language):
        found.remove(_term_in_phrases(word, language))
    return tuple(found)


@lru_cache(maxsize=20_000)
def alternatives(word: str, languages: tuple[str, ...], in_compounds: bool = True) -> tuple[str, ...]:
    """The stored terms that a query's `word` matches, in any of `languages`, including as a part of compounds.

    Also as its lemma, a word of any language: a reader's "Kaune" finds "Kaunas", and "Utrechtse" finds "Utrecht".
    """
    found = [fold(word)]
    for language in languages:
        listed = lemmas(word, base_language(language)) or stems(word, language)
        found += listed
        found += filter(None, (place(each, base_language(language), is_known) for each in listed))
        found += _marked_terms(word, language)
        if in_compounds and (is_year(word) or may_be_part(word, language)):
            found += (f"/{base_language(language)}:{stem}" for stem in stems(word, language))
    return tuple(dict.fromkeys(found))


def folded_words(text: str) -> str:
    """The words of `text` without case, diacritics and punctuation, between blanks: titles are sorted by them."""
    return " ".join(map(fold, words(text)))


def is_stopword(word: str, language: str) -> bool:
    return fold(word) in STOPWORDS.get(base_language(language), frozenset())


def remove_stopwords(found: list[str], language: str) -> list[str]:
    """`found` without the stopwords of `language`."""
    stopwords = STOPWORDS.get(base_language(language), frozenset())
    return [word for word in found if fold(word) not in stopwords]


def significant_words(found: list[str], language: str) -> list[str]:
    """`found` without stopwords, unless nothing would be left."""
    return remove_stopwords(found, language) or found
