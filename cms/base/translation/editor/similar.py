"""Similarity of texts, for the translation memory, and how texts differ."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from cms.base.i18n.language_codes import direction, language_tag

Origin = TypeVar("Origin")

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\{/?[0-9]{1,3}/?\}")  # tags of a rich text, or tokens
SPACE = re.compile(r"\s+")
PART = re.compile(r"\{/?[0-9]{1,3}/?\}|\w+|\s+|[^\w\s]")  # a token, a word, spaces, a punctuation mark
MAX_INEXACT = 0.99  # maximum score unless texts are identical


@dataclass(frozen=True, slots=True)
class Match(Generic[Origin]):
    """`score` is 1 for the same text, 0.7 if about a third differs."""

    source: str
    translation: str
    origin: Origin
    score: float

    @property
    def percent(self) -> int:
        return int(self.score * 100)


def matches(
    source: str, candidates: Iterable[tuple[str, str, Origin]], at_least: float = 0.7, most: int = 5
) -> list[Match[Origin]]:
    """The candidates (source, translation, origin) with a source similar to `source`, most similar first.

    Markup, case and spaces hardly matter. Of equal translations, the first is returned.
    """
    wanted = _normalised(source)
    first: dict[tuple[str, str], Origin] = {}
    for theirs, said, origin in candidates:
        first.setdefault((theirs, said), origin)
    distinct = [(theirs, said, origin) for (theirs, said), origin in first.items()]
    alike = process.extract(
        wanted,
        [_normalised(theirs) for theirs, _, _ in distinct],
        scorer=fuzz.ratio,
        score_cutoff=at_least * 100,
        limit=None,
    )
    found = []
    for _, score, index in sorted(alike, key=lambda each: each[2]):
        theirs, said, origin = distinct[index]
        found.append(Match(theirs, said, origin, 1.0 if theirs == source else min(score / 100, MAX_INEXACT)))
    found.sort(key=lambda match: -match.score)
    best: dict[str, Match[Origin]] = {}
    for match in found:
        best.setdefault(match.translation, match)
    return list(best.values())[:most]


def differences(old: str, new: str, language: str) -> SafeString:
    """Both texts merged, in `language`: `<del>` around words only in `old`, `<ins>` around words only in `new`.

    Rich texts are compared with tokens, as they are typed.
    """
    before, after = PART.findall(old), PART.findall(new)
    parts = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(format_html("{}", "".join(after[k:m])))
            continue
        if j > i:
            parts.append(format_html("<del>{}</del>", "".join(before[i:j])))
        if m > k:
            parts.append(format_html("<ins>{}</ins>", "".join(after[k:m])))
    inside = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<span lang="{}" dir="{}">{}</span>', language_tag(language), direction(language), inside)


def _normalised(text: str) -> str:
    return SPACE.sub(" ", MARKUP.sub("", text)).strip().casefold()
