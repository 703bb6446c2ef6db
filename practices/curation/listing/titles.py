"""The title of a practice in admin lists: in the user's language, or else in another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from cms.base.admin_lists.folded_search import folded
from cms.base.languages import language_to_read
from practices.curation.desk import Desk
from practices.repository.practice import PracticePage


def titles_of(practices: QuerySet, desk: Desk) -> dict[UUID, dict[str, str]]:
    """The titles of `practices` by translation key and language. Draft titles only for those who work on it."""
    keys = practices.order_by().values("translation_key")
    pages = PracticePage.objects.filter(translation_key__in=keys, alias_of=None).order_by("pk")
    rows = pages.only(
        "translation_key", "title", "draft_title", "live", "path", "locale", "original_page"
    ).select_related("locale")
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for page in rows:
        if desk.works_on(page):
            found[page.translation_key][page.locale.language_code] = page.draft_title or page.title
        elif page.live:
            found[page.translation_key][page.locale.language_code] = page.title
    return found


def shown_title(titles: dict[str, str], language: str) -> str:
    return titles[language_to_read(language, titles)] if titles else ""


def matching(titles: dict[UUID, dict[str, str]], also: Mapping[UUID, Iterable[str]], typed: str) -> list[UUID]:
    """The keys of practices whose titles, in any language, and texts in `also` contain all words typed."""
    words = folded(typed).split()
    texts = {key: folded(" ".join([*by_language.values(), *also.get(key, ())])) for key, by_language in titles.items()}
    return [key for key, text in texts.items() if all(word in text for word in words)]
