"""Multi-line facts, each line of which names one thing in several languages, such as an organisation."""

from django.utils.text import slugify

from cms.base.per_language.texts import Texts
from cms.base.text import lines_of


def named_lines(texts: Texts, language: str) -> dict[str, Texts]:
    """`{slug: {language: name}}` of the lines. The slugs come from those in `language`, the original's.

    Other languages are matched line by line, if they have the same number of lines.
    """
    by_language = {code: lines_of(text) for code, text in texts.items()}
    own = by_language.get(language) or next(filter(None, by_language.values()), [])
    alike = {code: lines for code, lines in by_language.items() if len(lines) == len(own)}
    names = {slugify(line) or slugify(line, allow_unicode=True): place for place, line in enumerate(own)}
    return {slug: {code: lines[place] for code, lines in alike.items()} for slug, place in names.items() if slug}
