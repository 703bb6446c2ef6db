"""All pages of the site in memory, as the page layout, routing and lists need them.

One query after each change, instead of several on every page. A row takes less than a kilobyte.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.related_pages import RelatedPage, has_own_words, rows
from cms.base.models.page import HOME_DEPTH


@dataclass
class Tree:
    pages: list[RelatedPage]  # in tree order

    def __post_init__(self) -> None:
        self.by_pk = {page.pk: page for page in self.pages}
        self._by_path = {page.path: page for page in self.pages}
        self._groups: dict[Any, list[RelatedPage]] = defaultdict(list)
        self._children: dict[str, list[RelatedPage]] = defaultdict(list)
        self._by_type: dict[int, list[RelatedPage]] = defaultdict(list)
        for page in self.pages:
            self._groups[page.group].append(page)
            self._children[page.path[: -Page.steplen]].append(page)
            self._by_type[page.content_type_id].append(page)

    def group_of(self, pk: int) -> list[RelatedPage]:
        """The page and its translations; none if there is no such page."""
        page = self.by_pk.get(pk)
        return self._groups[page.group] if page else []

    def children(self, path: str) -> list[RelatedPage]:
        return self._children.get(path, [])

    def around(self, page: RelatedPage) -> list[RelatedPage]:
        """The page, its ancestors, and the translations of all of them, in tree order."""
        ends = range(HOME_DEPTH * Page.steplen, len(page.path) + 1, Page.steplen)
        branch = [above for end in ends if (above := self._by_path.get(page.path[:end]))]
        groups = [self._groups[key] for key in dict.fromkeys(each.group for each in branch)]
        return sorted((each for group in groups for each in group), key=lambda each: each.path)

    def of_class(self, model: type[Page], paths: Iterable[str]) -> Iterator[RelatedPage]:
        """The pages of exactly this class at or below `paths`, live or not."""
        paths = tuple(paths)
        found = self._by_type.get(ContentType.objects.get_for_model(model).pk, [])
        return (page for page in found if page.path.startswith(paths))


tree = AsOfClock(lambda request: Tree(rows()))


def tree_of(request: HttpRequest) -> Tree:
    return tree.get(request)


def rows_in_best_language(pages: Iterable[RelatedPage], languages: Sequence[str]) -> list[RelatedPage]:
    """What `in_best_language` does for a queryset, restricted to public pages that are no aliases."""
    places = {code: place for place, code in enumerate(languages)}
    best: dict[Any, RelatedPage] = {}
    for page in pages:
        if page.language not in places or not has_own_words(page):
            continue
        known = best.setdefault(page.group, page)
        if places[page.language] < places[known.language]:
            best[page.group] = page
    return list(best.values())
