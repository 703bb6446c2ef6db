"""Codes of languages (BCP 47): which ones the site can use, and what Django needs to know about each.

The settings import this module, so it must not need them.
"""

import gettext
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf.global_settings import LANGUAGES_BIDI
from django.conf.locale import LANG_INFO
from django.utils.translation import to_locale

WELL_FORMED = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?")  # language, script, region
RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
# In addition to Django's: languages that CLDR does not know or has no direction for.
RIGHT_TO_LEFT = {*LANGUAGES_BIDI, "arc", "arz", "bal", "dv", "iw", "ji", "nqo", "prs", "rhg", "syr", "yi"}


def usable(given: Iterable[str]) -> list[str]:
    """The codes that the site can use, as Django writes them. A system check reports what is wrong with the others."""
    return list(dict.fromkeys(code for code in map(normalised, given) if is_known(code))) or ["en"]


def normalised(code: str) -> str:
    return code.strip().lower()


def mistakes(given: Iterable[str]) -> Iterator[str]:
    """What is wrong with the value of `CONTENT_LANGUAGES`: one sentence per mistake."""
    codes = [code for code in map(normalised, given) if code]
    if not codes:
        yield "CONTENT_LANGUAGES names no language: give at least one code, the default language first."
    for code in dict.fromkeys(codes):
        if not is_known(code):
            yield f"CONTENT_LANGUAGES: “{code}” is not the code (BCP 47) of a known language, such as “uk” or “pt-br”."
        elif codes.count(code) > 1:
            yield f"CONTENT_LANGUAGES names “{code}” more than once."


def is_known(code: str) -> bool:
    """Whether Django or CLDR knows the language: “ua” and “dk” are countries."""
    if not WELL_FORMED.fullmatch(code):
        return False
    language = base_language(code)
    return language in LANG_INFO or language in Locale("en").languages or cldr_locale(language) is not None


def base_language(code: str) -> str:
    """The language of a code without its script and region: "pt" of "pt-br"."""
    return code.split("-")[0].lower()


@lru_cache
def language_tag(code: str) -> str:
    """The code as BCP 47 writes it: "pt-BR" for "pt-br", "sr-Latn" for "sr-latn"."""
    language, *subtags = code.split("-")
    return "-".join([language.lower(), *(tag.title() if len(tag) == 4 else tag.upper() for tag in subtags)])


def cldr_locale(code: str) -> Locale | None:
    """What CLDR knows about a language, or else about its base language."""
    for known in (code, base_language(code)):
        try:
            return Locale.parse(known, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache
def is_right_to_left(code: str) -> bool:
    scripts = [tag for tag in code.lower().split("-")[1:] if len(tag) == 4]
    if scripts:
        return scripts[0] in RIGHT_TO_LEFT_SCRIPTS
    locale = cldr_locale(code)
    return base_language(code) in RIGHT_TO_LEFT or (locale is not None and locale.text_direction == "rtl")


def direction(code: str) -> str:
    """As the HTML attribute `dir` has it."""
    return "rtl" if is_right_to_left(code) else "ltr"


def own_name(code: str) -> str:
    """The language's name in the language itself, for lists: Django's, else CLDR's."""
    name = LANG_INFO.get(code, {}).get("name_local") or _cldr_name(code, cldr_locale(code))
    return name[:1].upper() + name[1:]


def name_for(code: str, reader: str) -> str:
    """The name of a language within a sentence in the language `reader`: often in lower case, unlike in Django."""
    return _cldr_name(code, cldr_locale(reader))


def _cldr_name(code: str, reader: Locale | None) -> str:
    """The name of a language for readers of another, else in English, else its code."""
    locale = cldr_locale(code)
    if reader and locale and locale.language == base_language(code):  # not a language that CLDR falls back to
        name = locale.get_display_name(reader)
        if name:
            return name
    return Locale("en").languages.get(base_language(code)) or language_tag(code)


@lru_cache(maxsize=1000)  # as in Django: the codes come from requests
def has_messages(code: str, folder: str) -> bool:
    """Whether the catalogues in `folder` have messages in a language, or in the one that it is a variant of."""
    if base_language(code) == "en":  # which the messages are written in
        return True
    try:
        found: Any = gettext.translation("django", folder, [to_locale(code)])
    except OSError:
        return False
    return bool(found._catalog.keys() - {""})  # other than the header


def register(codes: Iterable[str]) -> None:
    """Adds the languages that Django does not know to its table of language information."""
    for code in codes:
        if "name_local" not in LANG_INFO.get(code, {}):
            names = {"name": _cldr_name(code, Locale("en")), "name_local": own_name(code)}
            LANG_INFO[code] = {"bidi": is_right_to_left(code), "code": code, **names}
