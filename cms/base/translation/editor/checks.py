"""Checks for mistakes in a translation that can be found without understanding it.

There are six: numbers, links and placeholders, spaces, length, final punctuation, and copies of the original.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cms.base.i18n.language_codes import base_language
from cms.base.text import storable
from cms.base.text_limits import AtMost
from cms.base.translation.editor.markup import BrokenTokens, check_html, parse, words
from cms.base.translation.editor.numbers import differing, numbers_of
from cms.base.translation.texts.text import Text

URL = re.compile(r"(?:https?://|www\.)[^\s<>()\"“”„»]+[^\s<>()\"“”„».,;:!?]")
HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*).*")
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = re.compile(r"\{\{\s*\w+\s*\}\}|\{[A-Za-z_]\w*\}|%\(\w+\)[sd]|%[sd]\b")
LIKE_TOKEN = re.compile(r"\{\s*/?\s*[0-9]{1,3}\s*/?\s*\}")  # in plain words: real tokens have become markup by then
SCRIPT = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
SCRIPT_MARKUP = re.compile(r"<\s*/?\s*(?:script|iframe|object|embed|style)\b|<[^<>]*\son\w+\s*=", re.IGNORECASE)
INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Characters that end a sentence, mapped to their English equivalents.
ENDS = {"。": ".", "．": ".", "।": ".", "۔": ".", "։": ".", "？": "?", "؟": "?", "！": "!", "：": ":", "…": "…"}
ENDS |= {char: char for char in ".?!:"}
GREEK_QUESTION = ";\u037e"
CLOSING = "\"'”’“»›«‹)]*_ \u00a0\u202f"  # “ closes German and Lithuanian quotations, « Danish ones
ABBREVIATION = re.compile(  # in the site's languages, apart from single letters: “2024 m.”, “2 p. m.”
    r"\b(?:[^\W\d_]|etc|inc|ltd|jr|sr|vs|enz|blz|nr|mln|mld|ecc|pag|pan|val|kt|tūkst|vnt|pvz|núm|pág|máx|mín)\.$",
    re.IGNORECASE,
)

SHOWN = 5  # numbers in a message
SHORT = 20  # characters; shorter texts may have any length in another language
MAX_FACTOR, MIN_FACTOR = 2.5, 0.4
MAX_LENGTH, MAX_RATIO = 2000, 10  # characters, or times the original, of a text that has no limit of its own
DENSE = {"ja", "ko", "zh"}  # a character is a syllable or a word


@dataclass(frozen=True, slots=True)
class Problem:
    """`check` is the name of one of the checks; a translation with a serious problem is not accepted."""

    check: str
    message: str  # a sentence in the translator's language
    is_serious: bool = False


def problems(text: Text, translation: str, locale: str) -> list[Problem]:
    """What is wrong, or may be, with `translation` of `text` into the language `locale`.

    `translation` is HTML if the text is rich (see `tokens` for how it gets there), else plain.
    """
    if problem := too_long(text, translation):
        return [problem]
    if text.is_rich:
        try:
            translation = check_html(translation, text.source)
        except BrokenTokens as broken:
            return [Problem("links", str(broken), is_serious=True)]
    source, said = plain(text.source, text.is_rich), plain(translation, text.is_rich)
    if not INVISIBLE.sub("", said):
        return [Problem("blank", _("The translation contains only spaces."), is_serious=True)]
    found = [*_refused(text, source, translation, said)]
    if found:
        return found
    for check in CHECKS:
        found += check(source, said, base_language(locale))
    return found


def too_long(text: Text, words: str) -> Problem | None:
    """Checked first: the other checks are slow on hundreds of thousands of characters."""
    most = AtMost(max(MAX_LENGTH, MAX_RATIO * len(text.source)))
    for limit in filter(None, (text.limit, most)):
        if not limit.allows(words):
            return Problem("length", limit.too_long(words), is_serious=True)
    return None


def plain(text: str, is_rich: bool) -> str:
    """A text without markup."""
    return words(parse(text)) if is_rich else text


def _refused(text: Text, source: str, translation: str, said: str) -> Iterator[Problem]:
    if storable(translation) != translation:
        message = _("The translation contains control characters, which no page can show: type it again.")
        yield Problem("blank", message, is_serious=True)
    if SCRIPT_MARKUP.search(said) and not SCRIPT_MARKUP.search(source):
        yield Problem(
            "links", _("The translation contains a script, which is not allowed in any text."), is_serious=True
        )
    is_script = SCRIPT.match(said) and not SCRIPT.match(source)
    if is_script or (_is_link(source) and not _is_link(said)):
        message = _("A link must begin with https://, http://, mailto: or tel:, or with / within this website.")
        yield Problem("links", message, is_serious=True)


def _is_link(text: str) -> bool:
    """Whether all of `text` is a link that a page may have."""
    text = text.strip()
    try:
        scheme = urlsplit(text).scheme
    except ValueError:
        return False
    return not re.search(r"\s", text) and (scheme in ("http", "https", "mailto", "tel") or text.startswith("/"))


def check_numbers(source: str, said: str, language: str) -> Iterator[Problem]:
    lacking, added = differing(*(numbers_of(LIKE_TOKEN.sub(" ", _without_links(text))) for text in (source, said)))
    if lacking and added:
        message = _("Other numbers: the original has %(lacking)s, the translation %(added)s.")
    elif lacking:
        message = _("A number of the original is missing: %(lacking)s.")
    elif added:
        message = _("A number that the original does not have: %(added)s.")
    else:
        return
    yield Problem("numbers", message % {"lacking": _some(lacking), "added": _some(added)})


def check_links(source: str, said: str, language: str) -> Iterator[Problem]:
    """Compares URLs (by host: a page may have a URL per language), e-mail addresses and placeholders."""
    for pattern, simplified in ((URL, _host), (ADDRESS, str), (PLACEHOLDER, str)):
        theirs, ours = (Counter(map(simplified, pattern.findall(text))) for text in (source, said))
        for each in theirs - ours:
            yield Problem("links", _("“%(part)s” of the original is missing.") % {"part": each})
        for each in ours - theirs:
            yield Problem("links", _("“%(part)s” is not in the original.") % {"part": each})
    theirs, ours = (Counter(LIKE_TOKEN.findall(text)) for text in (source, said))
    for each in ours - theirs:
        yield Problem(
            "links", _("Readers would see “%(part)s” as it is: the original has nothing of that name.") % {"part": each}
        )


def check_length(source: str, said: str, language: str) -> Iterator[Problem]:
    if len(source) < SHORT or language in DENSE:
        return
    if len(said) > MAX_FACTOR * len(source):
        yield Problem("length", _("Much longer than the original: is it all of this text?"))
    elif len(said) < MIN_FACTOR * len(source):
        yield Problem("length", _("Much shorter than the original: is something missing?"))


def check_end(source: str, said: str, language: str) -> Iterator[Problem]:
    theirs, ours = end_of(source, ""), end_of(said, language)
    if theirs != ours and not _abbreviates(source, said, theirs, ours):
        if not ours:
            message = _("The original ends with “%(theirs)s”, the translation with no punctuation.")
        elif not theirs:
            message = _("The translation ends with “%(ours)s”, the original with no punctuation.")
        else:
            message = _("The original ends with “%(theirs)s”, the translation with “%(ours)s”.")
        yield Problem("end", message % {"theirs": theirs, "ours": ours})
    for opening, closing in ("¿?", "¡!") if language == "es" else ():
        if said.count(opening) < said.count(closing):
            yield Problem("end", _("“%(closing)s” without “%(opening)s”.") % {"closing": closing, "opening": opening})


def check_copy(source: str, said: str, language: str) -> Iterator[Problem]:
    """Ignores names, URLs and numbers, which are the same in every language."""
    if source.strip() != said.strip():
        return
    small = [word for word in WORD.findall(_without_links(said)) if word[0].islower() and len(word) > 2]
    if len(small) >= 2:
        yield Problem("copy", _("The same as the original: it is not translated."))


CHECKS: tuple[Callable[[str, str, str], Iterator[Problem]], ...] = (
    check_numbers,
    check_links,
    check_length,
    check_end,
    check_copy,
)


def end_of(text: str, language: str) -> str:
    """The text's final punctuation, ignoring quotation marks and brackets: one of `.?!:…`, or nothing."""
    text = text.rstrip(CLOSING)
    if text.endswith("..."):
        return "…"
    if language == "el" and text[-1:] and text[-1] in GREEK_QUESTION:
        return "?"
    return ENDS.get(text[-1:], "")


def _abbreviates(source: str, said: str, theirs: str, ours: str) -> bool:
    """Whether either ends with the full stop of an abbreviation, which may not be the end of a sentence."""
    if {theirs, ours} != {".", ""}:
        return False
    return bool(ABBREVIATION.search((source if theirs else said).rstrip(CLOSING)))


def _some(numbers: list[str]) -> str:
    return ", ".join(numbers[:SHOWN]) + (" …" if len(numbers) > SHOWN else "")


def _host(url: str) -> str:
    return HOST.sub(r"\1", url.lower())


def _without_links(text: str) -> str:
    return ADDRESS.sub(" ", URL.sub(" ", text))
