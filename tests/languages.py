"""A site that has other languages than the demonstration."""

from typing import Any

from cms.base.i18n import language_codes
from search.language.dictionaries import build, dictionary_file
from search.language.resources import dictionary_code


def configure(settings: Any, *codes: str) -> None:
    """Configures languages as `CONTENT_LANGUAGES` does on startup. `settings` is the fixture, which restores them."""
    language_codes.register(codes)
    settings.LANGUAGE_CODES, settings.LANGUAGE_CODE = list(codes), codes[0]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [(code, language_codes.own_name(code)) for code in codes]
    need_dictionaries(*codes)
    settings.LANGUAGES_BIDI = [*filter(language_codes.is_right_to_left, codes)]


def need_dictionaries(*languages: str) -> None:
    """Builds missing dictionaries, which are kept for the next run."""
    for code in filter(None, map(dictionary_code, languages)):
        if not dictionary_file(code).exists():
            build(code)
