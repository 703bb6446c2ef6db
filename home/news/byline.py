"""Who wrote a news item, and which partners it involves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.display.cards import Card
from home.news.news_page import NewsPage


@dataclass(frozen=True)
class Author:
    name: str
    url: str = ""  # of a partner's page
    language: str = ""  # of a partner's name


@dataclass(frozen=True)
class Byline:
    authors: list[Author]
    partners: list[Card]  # other partners that the item is about


def byline_of(page: NewsPage, cards: Mapping[UUID, Card], partners: Iterable[Card]) -> Byline:
    """`cards` are those of the pages that `page` mentions, `partners` those of partners.

    A partner gets the title and URL of its card. Without a card, its page is not public, and its name is left out.
    """
    found, wrote = [], []
    for row in page.authors.select_related("partner"):
        if row.partner is None:
            found.append(Author(row.name))
        elif card := cards.get(row.partner.translation_key):
            wrote.append(card)
            found.append(Author(card.title, with_fallback_language(card.url, card.language), card.language))
    return Byline(found, [card for card in partners if card not in wrote])
