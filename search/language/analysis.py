"""Words as the search compares them: folded, and stemmed in the language that they are written in.

Done here and not in the database, so that SQLite and PostgreSQL find the same, and a new language needs no database
configuration. Snowball's algorithms are the ones that PostgreSQL includes.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

from cms.base.language_codes import base_language
from search.language.stopwords import STOPWORDS

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # letters and digits, with the marks that are part of them
INVISIBLE = str.maketrans(dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")))  # soft hyphens and the like
MAX_WORD = 64  # characters: longer runs of letters are not words
SNOWBALL = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
STEMMED_TWICE = {"es"}  # Snowball stems "mujeres" to "mujer", but "mujer" to "muj"
LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def clean(text: str) -> str:
    """`text` as it is stored: NFC, without the invisible characters that would split a word."""
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))


def lower(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())[:MAX_WORD]


def words(text: str) -> list[str]:
    """The words of `text` in lower case, with their diacritics."""
    return [lower(word) for word in WORD.findall(clean(text))]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """`word` in lower case without diacritics: letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", word.casefold()).casefold()
    return "".join(filter(str.isalnum, decomposed)).translate(LETTERS) or word


@cache
def _stemmer(language: str) -> Any:
    name = SNOWBALL.get(language)
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None


_stemmer_lock = Lock()  # Snowball's stemmers hold the current word as state: one thread at a time


# Plurals that a stemmer cannot recognise.
IRREGULAR = {"en": {"children": "child", "men": "man", "women": "woman", "people": "person"}}


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The folded stems of `word`, with and without its diacritics.

    Both, because Snowball needs diacritics to recognise some endings, and readers often omit them.
    """
    language = base_language(language)
    stemmer = _stemmer(language)
    if stemmer is None:
        return (fold(word),)
    word = IRREGULAR.get(language, {}).get(word, word)
    with _stemmer_lock:
        found = [stemmer.stemWord(word), stemmer.stemWord(fold(word))]
        if language in STEMMED_TWICE:
            found += [stemmer.stemWord(stem) for stem in found]
    return tuple(dict.fromkeys(map(fold, found)))


@lru_cache(maxsize=200_000)
def _marked_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of `word` besides its folded form: `=word` with its diacritics, and `:language:stem` for its stems."""
    found = tuple(f":{base_language(language)}:{stem}" for stem in stems(word, language))
    return found if fold(word) == word else (f"={word}", *found)


def is_word(term: str) -> bool:
    """Whether a stored term is a folded word, without a mark."""
    return term[0] not in ":="


def terms(text: str, language: str) -> list[str]:
    """The terms stored for `text`: its folded words in order, then the marked terms of each."""
    found = words(text)
    return [*map(fold, found), *(term for word in found for term in _marked_terms(word, language))]


def alternatives(word: str, languages: tuple[str, ...]) -> list[str]:
    """The stored terms that `word` of a query matches, in any of `languages`."""
    found = [fold(word)]
    found += (term for language in languages for term in _marked_terms(word, language))
    return list(dict.fromkeys(found))


def sort_key(title: str) -> str:
    """The sort key of a title: its words without case and diacritics."""
    return " ".join(map(fold, words(title)))


def remove_stopwords(found: list[str], language: str) -> list[str]:
    """`found` without the stopwords of `language`."""
    return [word for word in found if fold(word) not in STOPWORDS.get(base_language(language), frozenset())]


def significant_words(found: list[str], language: str) -> list[str]:
    """`found` without stopwords, unless nothing would be left."""
    return remove_stopwords(found, language) or found
