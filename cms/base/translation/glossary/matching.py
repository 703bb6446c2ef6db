"""Terms with an agreed translation: finds those in a text, and those that its translation lacks.

Words are compared by their stems or beginnings, because most of our languages inflect them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import snowballstemmer
from django.conf.locale import LANG_INFO
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.base.i18n.language_codes import base_language
from cms.base.translation.editor.checks import Problem
from cms.base.translation.glossary.model import GlossaryTerm

WORD = re.compile(r"\w+(?:['’-]\w+)*")
COMMON_SHARE = 0.6  # of a word: "švietimas" and "švietimo" begin the same way


@dataclass(frozen=True, slots=True)
class Term:
    source: str
    translation: str
    note: str = ""


# Functions that return the terms from one language code to another: the apps above add theirs.
sources: list[Callable[[str, str], Iterable[Term]]] = []


def editors_terms(language: str, into: str) -> Iterator[Term]:
    for term in GlossaryTerm.objects.all():
        if term.words.get(language) and term.words.get(into):
            yield Term(term.words[language], term.words[into], term.note)


sources.append(editors_terms)


class Glossary:
    """The terms from one language into another: one query for each source of terms."""

    def __init__(self, language: str, into: str) -> None:
        self.language, self.into = language, into
        self.by_first: dict[str, list[tuple[list[str], Term]]] = defaultdict(list)
        known: set[tuple[str, ...]] = set()
        for load in sources:
            for term in load(language, into):
                stems = [_stem(word, language) for word in WORD.findall(term.source)]
                if stems and tuple(stems) not in known:
                    known.add(tuple(stems))
                    self.by_first[stems[0]].append((stems, term))
        for terms in self.by_first.values():
            terms.sort(key=lambda each: -len(each[0]))

    def _found(self, source: str) -> Iterator[tuple[int, int, Term]]:
        words = list(WORD.finditer(source))
        stems = [_stem(word[0], self.language) for word in words]
        place = 0
        while place < len(words):
            for wanted, term in self.by_first.get(stems[place], ()):
                if stems[place : place + len(wanted)] == wanted:
                    yield words[place].start(), words[place + len(wanted) - 1].end(), term
                    place += len(wanted) - 1
                    break
            place += 1

    def terms(self, source: str) -> list[Term]:
        """The terms in the plain text `source`, each once."""
        return list(dict.fromkeys(term for _start, _end, term in self._found(source)))

    def marked(self, source: str) -> SafeString:
        """The plain text `source` as HTML, with its terms marked."""
        parts: list[SafeString] = []
        done = 0
        for start, end, term in self._found(source):
            parts.append(format_html("{}", source[done:start]))
            parts.append(format_html('<mark title="{}">{}</mark>', term.translation, source[start:end]))
            done = end
        parts.append(format_html("{}", source[done:]))
        return format_html_join("", "{}", ((part,) for part in parts))

    def problems(self, source: str, translation: str) -> list[Problem]:
        """A warning for each term of `source` that `translation` renders otherwise. Both are plain texts."""
        said = WORD.findall(translation)
        message = _("Glossary: “%(source)s” is “%(translation)s”.")
        return [
            Problem("glossary", message % {"source": term.source, "translation": term.translation})
            for term in self.terms(source)
            if said and not all(self._is_said(word, said) for word in WORD.findall(term.translation))
        ]

    def _is_said(self, word: str, said: list[str]) -> bool:
        stem = _stem(word, self.into)
        begin = word.casefold()[: max(3, ceil(len(word) * COMMON_SHARE))]
        return any(_stem(each, self.into) == stem or each.casefold().startswith(begin) for each in said)


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(base_language(language))
    return stemmer(word.casefold()) if stemmer else word.casefold()


@lru_cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = str(LANG_INFO.get(language, {}).get("name", "")).lower()
    return snowballstemmer.stemmer(name).stemWord if name in snowballstemmer.algorithms() else None
