"""Links to the pages of a long list."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page


def pagination(page: int, pages: int, url: Callable[[int], str]) -> dict[str, Any]:
    """The first and last page, and two on either side of the current one; None in `items` marks a gap.

    `url` returns the URL of a page number. With a single page, `items` is empty.
    """
    numbers = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    items: list[dict[str, Any] | None] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            items.append(None)
        items.append({"number": str(number), "url": url(number), "current": number == page})
    return {
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if page < pages else "",
        "items": items if pages > 1 else [],
    }


def pagination_of(shown: Page) -> dict[str, Any]:
    """The same, for a list whose pages are at `?page=NUMBER`."""
    return pagination(shown.number, shown.paginator.num_pages, lambda number: f"?page={number}")
