"""System checks of what the search knows about the languages of the site."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from search.language.compounds import COMPOUNDING
from search.language.dictionaries import COMMAND, dictionary_file
from search.language.resources import base_language, dictionary_code, stemmer_name
from search.language.stopwords import STOPWORDS


@register()
def check_dictionaries(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"The search has no dictionary for “{language}”: {path} is missing.", f"Run {COMMAND}.", id="search.E010")
        for language in settings.LANGUAGE_CODES
        if (code := dictionary_code(language)) and not (path := dictionary_file(code)).exists()
    ]


@register()
def check_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Reports only what is missing, because every command runs this."""
    return [_info(language) for language in settings.LANGUAGE_CODES if not _has_all(language)]


@register(deploy=True)
def describe_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [_info(language) for language in settings.LANGUAGE_CODES if _has_all(language)]


def _has_all(language: str) -> bool:
    return bool(dictionary_code(language) and stemmer_name(language) and base_language(language) in STOPWORDS)


def _info(language: str) -> Info:
    return Info(f"Search in “{language}”: {', '.join(_abilities(language))}.", id="search.I001")


def _abilities(language: str) -> Iterator[str]:
    dictionary, stemmer, code = dictionary_code(language), stemmer_name(language), base_language(language)
    yield "a dictionary" if dictionary else "no dictionary"
    yield f"Snowball's {stemmer} stemmer" if stemmer else "no stemmer"
    yield "stopwords" if code in STOPWORDS else "no stopwords"
    if code in COMPOUNDING:
        yield "compounds"
    if not dictionary and not stemmer:
        yield "words are found as they are written, without their inflections"
