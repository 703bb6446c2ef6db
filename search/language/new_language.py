"""The dictionary of a new language, without which the search refuses to work in it."""

from collections.abc import Iterator

from wagtail.models import Locale

from cms.base.translation.new_language import Part, parts
from search.language.dictionaries import build, dictionary_file
from search.language.resources import dictionary_code


def begin(locale: Locale) -> Iterator[str]:
    code = dictionary_code(locale.language_code)
    if code and not dictionary_file(code).exists():
        build(code)
        yield "The dictionary of the search."


parts.append(Part(10, begin))
