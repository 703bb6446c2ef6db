"""The pages around the one that is shown: those above it, and all of them in the other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page

# Whether a page `p`, or one above it, is behind a login or a password: `cms.base.visibility.is_private` in SQL.
IS_PRIVATE = """
EXISTS (
    SELECT 1 FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page above ON above.id = r.page_id
    WHERE p.path LIKE above.path || '%%'
)
"""
# Asked at each request: written out, because the ORM takes longer to write it than the database to answer.
WITH_TRANSLATIONS = f"""
SELECT p.id, p.path, p.depth, p.numchild, p.translation_key, p.locale_id, p.alias_of_id, p.content_type_id,
       p.live, p.title, p.slug, p.url_path, l.language_code, {IS_PRIVATE} AS is_private
FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id
WHERE p.translation_key IN (SELECT w.translation_key FROM wagtailcore_page w WHERE {{}})
ORDER BY p.path
"""  # noqa: S608 (constants)


def with_translations(condition: str, parameters: Sequence[Any]) -> list[Page]:
    """The pages `w` that meet `condition` (SQL) and their translations in the order of the tree.

    Each has its `locale` and `is_private`; what only the admin shows is deferred.
    """
    pages = list(Page.objects.raw(WITH_TRANSLATIONS.format(condition), parameters))
    locales = {page.locale_id: Locale(pk=page.locale_id, language_code=page.language_code) for page in pages}
    for page in pages:
        page.locale = locales[page.locale_id]
    return pages


def marks(values: Sequence[Any]) -> str:
    """The placeholders of `values` in SQL."""
    return ", ".join(["%s"] * len(values))


@dataclass
class Family:
    """A page with its ancestors and their translations. `pages` may hold strangers, too."""

    page: Page
    pages: list[Page]

    def __post_init__(self) -> None:
        self.ancestors = [p for p in self.branch(self.page.path) if p.path != self.page.path]  # the home first
        self.home = self.ancestors[0] if self.ancestors else self.page
        self.above = [p for p in self.ancestors if _is_visible(p)]
        group = [p for p in self.pages if p.translation_key == self.page.translation_key and _has_own_words(p)]
        self.translations = {p.locale.language_code: p for p in sorted(group, key=lambda p: p.pk)}

    def branch(self, path: str) -> list[Page]:
        """What stands on the way to `path`, from the home page to the page itself."""
        return [p for p in self.pages if path.startswith(p.path) and p.depth > 1]

    def nearest(self, language: str) -> Page | None:
        """The nearest page above that can be read in `language`."""
        keys = {p.translation_key for p in self.above}
        found = [p for p in self.pages if p.translation_key in keys and p.locale.language_code == language]
        return max(filter(_has_own_words, found), key=lambda p: p.depth, default=None)

    def is_open(self, page: Page) -> bool:
        """Whether it is certain that nothing restricts `page`, the page itself or one of its translations.

        What restricts an alias is found elsewhere, so of an alias nothing is certain.
        """
        branch = self.branch(page.path)
        return len(branch) == page.depth - 1 and not any(p.is_private or p.alias_of_id for p in branch)


def _is_visible(page: Page) -> bool:
    return page.live and not page.is_private


def _has_own_words(page: Page) -> bool:
    return _is_visible(page) and page.alias_of_id is None


def family_of(page: Page) -> Family:
    """Asked once for each page that is shown; it comes along with a page that `cms.base.routing` has found."""
    if not hasattr(page, "_family"):
        steps = range(2 * Page.steplen, len(page.path) + 1, Page.steplen)
        paths = [page.path[:end] for end in steps]
        around = with_translations(f"w.id = %s OR w.path IN ({marks(paths)})", [page.pk, *paths])
        page._family = Family(page, around)
    return page._family
