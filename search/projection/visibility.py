"""Which pages anonymous visitors may see: defined once, for the projection and its check."""

from wagtail.models import Page, PageViewRestriction

from cms.base.delivery.offered import unoffered_homes
from practices.facts import FactsPage


class Visibility:
    """Live and not restricted; a translation also needs its original, and a practice its partner's original.

    It must be in an offered language, except for originals, whose facts apply to the languages that are.
    """

    def __init__(self) -> None:
        self.restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
        self.unoffered = tuple(home.path for home in unoffered_homes())

    def is_public(self, path: str) -> bool:
        return not path.startswith(self.restricted) if self.restricted else True

    def is_offered(self, path: str) -> bool:
        """Whether visitors are offered the language of the page at `path`."""
        return not path.startswith(self.unoffered) if self.unoffered else True

    def is_visible(self, page: Page) -> bool:
        if not page.live or page.alias_of_id or not self.is_public(page.path):
            return False
        if isinstance(page, FactsPage) and page.is_translation:
            return page.original.live and self.is_public(page.original.path)
        return True
