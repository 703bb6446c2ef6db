"""The dictionary of a new language, without which the search refuses to work in it."""

from collections.abc import Iterator

from django.conf import settings

from cms.base.languages import language_name
from cms.base.translation.new_language import Part, parts
from search.language.dictionaries import build, dictionary_file
from search.language.resources import dictionary_code


def prepare() -> Iterator[str]:
    """Builds the dictionaries of all the site's languages: the search needs every one."""
    for language in settings.LANGUAGE_CODES:
        code = dictionary_code(language)
        if code and not dictionary_file(code).exists():
            build(code)
            yield f"The dictionary of the search for {language_name(language)}."


parts.append(Part(10, prepare=prepare))
