"""Which of the texts is shown to a reader."""

from django.conf import settings

from cms.base.i18n.language_codes import base_language
from cms.base.languages import active_language, content_languages, first_of

Texts = dict[str, str]  # language code: text


def in_language(texts: Texts, language: str | None = None) -> str:
    """The text in `language` (default: the reader's), else in the default language, else in English, else in any.

    A variant of a language ("nl-be") without a text has that of the language ("nl").
    """
    return texts.get(language_shown(texts, language), "")


def language_shown(texts: Texts, language: str | None = None) -> str:
    """The code of the language of the text that `in_language` returns; empty if there is no text at all."""
    language = language or active_language()
    wanted = (language, base_language(language), settings.LANGUAGE_CODE, "en", *texts)
    return next((code for code in wanted if texts.get(code)), "")


def text_to_read(texts: Texts, language: str | None = None) -> tuple[str, str]:
    """The text for readers of `language` (default: the active one) and the code of the language that it is in.

    Without one in their language, it is in the first of the site's languages that has one, as pages are. Both are empty
    if there is no text at all.
    """
    language = language or active_language()
    available = [code for code, text in texts.items() if text]
    if not available:
        return "", ""
    code = first_of([language, base_language(language), *(code for code, _ in content_languages())], available)
    return texts[code], code


def longest(multiline: bool) -> int:
    """The length of the longest text, in characters."""
    return 2000 if multiline else 200
