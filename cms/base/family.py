"""The pages around the one that is shown: those above it, and all of them in the other languages."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.base.visibility import is_private


def with_translations(pages: QuerySet[Page]) -> list[Page]:
    """`pages` and their translations in the order of the tree, each with its `locale` and with `is_private`."""
    keys = pages.order_by().values("translation_key")
    return list(
        Page.objects.filter(translation_key__in=keys)
        .annotate(is_private=is_private())
        .select_related("locale")
        .order_by("path")
    )


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
        around = Q(path__in=[page.path[:end] for end in steps]) | Q(translation_key=page.translation_key)
        page._family = Family(page, with_translations(Page.objects.filter(around)))
    return page._family
