"""For lists: `components/card.html` and the cards of single kinds of pages."""

from collections.abc import Iterable
from typing import Any

from django import template

from cms.base.covers.pages import cover_of
from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.display.thumbnails import thumbnail
from cms.base.languages import language_name

register = template.Library()
register.filter(with_fallback_language)
register.filter(language_name)


@register.filter
def with_thumbnails(pages: Iterable[Any]) -> list[Any]:
    """`pages`, each with the URL of its photograph or cover as `thumbnail`."""
    pages = list(pages)
    for page in pages:
        page.thumbnail = thumbnail(page.photograph, cover_of(page).code)
    return pages
