"""The cover of a news item: a sunrise in colours derived from its key; its social card shows the date."""

from dataclasses import replace

from django.utils.formats import date_format

from cms.base.covers.cover import HORIZONS, Cover, choice
from cms.base.covers.pages import cover_of
from cms.base.sharing.pages import kicker_of
from home.news.news_page import NewsPage

MORNINGS = (0, 1, 3, 10, 11)  # forms that look like a rising sun
CALM_MOODS = 3


@cover_of.register
def cover_of_news(page: NewsPage) -> Cover:
    """The horizon rises with the month."""
    key = str(page.translation_key)
    return replace(
        Cover.of_key(key),
        form=MORNINGS[choice(f"form {key}", len(MORNINGS))],
        mood=choice(f"mood {key}", CALM_MOODS),
        horizon=(page.date.month - 1) * HORIZONS // 12,
    )


@kicker_of.register
def date_of_news(page: NewsPage) -> str:
    return date_format(page.date)
