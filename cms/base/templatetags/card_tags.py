"""For lists: `components/card.html` and the cards of single kinds of pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.base.covers.pages import cover_of
from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.display.cards import Card
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


@dataclass(frozen=True)
class Shown:
    """A card and the other arguments of its template: equal ones render to the same HTML."""

    values: tuple[Any, ...]  # of the card
    language: str
    show_kind: bool
    hides_partner: bool
    place: int  # in its list, as far as that matters: 1 or 2
    card: Card = field(compare=False)


@register.simple_tag(takes_context=True)
def card_html(
    context: dict[str, Any], card: Card, show_kind: bool = False, hides_partner: bool = False, is_below: bool = False
) -> SafeString:
    """`card` in the template of its kind, which gets `card`, `ui_language`, the arguments and nothing else.

    `is_below` says that its list is below the first screen: not even the first picture is loaded at once.

    Cached, because a page of twenty cards spends half of its time on them, and most have been rendered before.
    """
    values = tuple(tuple(value) if isinstance(value, list) else value for value in vars(card).values())
    place = 2 if is_below else min(context.get("forloop", {}).get("counter", 1), 2)
    shown = Shown(values, get_language() or "", bool(show_kind), bool(hides_partner), place, card)
    return _drawn.__wrapped__(shown) if settings.DEBUG else _drawn(shown)


@lru_cache(maxsize=2_000)  # about two kilobytes each
def _drawn(shown: Shown) -> SafeString:
    names = {
        "card": shown.card,
        "ui_language": shown.language,
        "show_kind": shown.show_kind,
        "hides_partner": shown.hides_partner,
        "forloop": {"counter": shown.place},
    }
    return SafeString(get_template(shown.card.template).render(names))
