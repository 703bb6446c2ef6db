"""The related pages of the one that is shown: its ancestors, and the translations of it and of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page

from cms.base.models.page import HOME_DEPTH

# Whether a page `p`, or an ancestor of it, is behind a login or a password:
# `cms.base.delivery.visibility.is_private` in SQL.
# CROSS, because SQLite otherwise starts from all pages and looks for restrictions on each.
IS_PRIVATE = """
EXISTS (
    SELECT 1 FROM wagtailcore_pageviewrestriction r CROSS JOIN wagtailcore_page above
    WHERE above.id = r.page_id AND p.path LIKE above.path || '%%'
)
"""
ROWS = f"""
SELECT p.id, p.content_type_id, p.title, p.url_path, p.path, p.depth, p.slug, p.live, p.translation_key, p.alias_of_id,
       p.locale_id, l.language_code, p.show_in_menus, {IS_PRIVATE}
FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id
WHERE p.depth >= {HOME_DEPTH} AND ({{}})
ORDER BY p.path
"""  # noqa: S608 (constants)
WITH_TRANSLATIONS = "p.translation_key IN (SELECT w.translation_key FROM wagtailcore_page w WHERE {})"


@dataclass(slots=True)
class RelatedPage:
    """A page as the base template needs it: a model instance takes ten times longer to create."""

    pk: int
    content_type_id: int
    title: str
    url_path: str
    path: str
    depth: int
    slug: str
    live: bool
    group: Any  # the translation key as the database stores it, so not comparable with a UUID
    alias_of_id: int | None
    locale_id: int
    language: str
    show_in_menus: bool
    is_private: bool

    @property
    def key(self) -> UUID:
        """The translation key, as models have it."""
        return self.group if isinstance(self.group, UUID) else UUID(self.group)

    @property
    def locale(self) -> Locale:
        return Locale(pk=self.locale_id, language_code=self.language)

    @property
    def specific_class(self) -> Any:
        """The page's own class; None if it no longer exists in the code."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


def rows(condition: str = "true", parameters: Sequence[Any] = ()) -> list[RelatedPage]:
    """The pages `p` that match `condition` (SQL), in tree order; without one, all but the root of the tree."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(condition), parameters)
        return [RelatedPage(*row) for row in cursor.fetchall()]


def with_translations(condition: str, parameters: Sequence[Any]) -> list[RelatedPage]:
    """The pages `w` that match `condition` (SQL) and their translations, in tree order."""
    return rows(WITH_TRANSLATIONS.format(condition), parameters)


def placeholders(values: Sequence[Any]) -> str:
    """SQL placeholders for `values`."""
    return ", ".join(["%s"] * len(values))


@dataclass
class RelatedPages:
    """A page with its ancestors and their translations. `pages` may also contain unrelated pages."""

    page: Page
    pages: list[RelatedPage]

    def __post_init__(self) -> None:
        self.ancestors = [p for p in self.branch(self.page.path) if p.path != self.page.path]  # the home page first
        self.home = self.ancestors[0] if self.ancestors else self.page
        self.above = [p for p in self.ancestors if is_visible(p)]
        groups = {p.group for p in self.pages if p.pk == self.page.pk}
        self.in_all_languages = [p for p in self.pages if p.group in groups]  # including the page; visible or not
        translations = sorted(filter(has_own_words, self.in_all_languages), key=lambda p: p.pk)
        self.translations = {p.language: p for p in translations}

    def branch(self, path: str) -> list[RelatedPage]:
        """The pages along `path`, from the home page to the page itself."""
        return [p for p in self.pages if path.startswith(p.path) and p.depth > 1]

    def nearest(self, language: str) -> RelatedPage | None:
        """The nearest ancestor that can be read in `language`."""
        groups = {p.group for p in self.above}
        found = [p for p in self.pages if p.group in groups and p.language == language]
        return max(filter(has_own_words, found), key=lambda p: p.depth, default=None)

    def is_open(self, page: Page) -> bool:
        """Whether `page`, the page itself or one of its translations, is certainly open to everybody.

        The restrictions of an alias are determined elsewhere, so an alias is never certain. Nor is a page with an
        ancestor that is private in another language: that may apply to this one as well.
        """
        branch = self.branch(page.path)
        groups = {p.group for p in branch}
        if len(branch) != page.depth - 1 or any(p.alias_of_id for p in branch):
            return False
        return not any(p.is_private and p.group in groups for p in self.pages)


def is_visible(page: RelatedPage) -> bool:
    return page.live and not page.is_private


def has_own_words(page: RelatedPage) -> bool:
    return is_visible(page) and page.alias_of_id is None


def related_pages_of(page: Page) -> RelatedPages:
    """Queried once for each page shown; pages found by `cms.base.delivery.routing` already carry theirs."""
    if not hasattr(page, "_related_pages"):
        steps = range(HOME_DEPTH * Page.steplen, len(page.path) + 1, Page.steplen)
        paths = [page.path[:end] for end in steps]
        pages = with_translations(f"w.id = %s OR w.path IN ({placeholders(paths)})", [page.pk, *paths])
        page._related_pages = RelatedPages(page, pages)
    return page._related_pages
