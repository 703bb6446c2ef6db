"""A page as it is on a phone and on a desktop."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Page

from tests.browser.test_accessibility import OPTIONS, violations
from tests.sampling import is_sample

WIDTHS = (390, 1280)
turns: WeakKeyDictionary[Page, int] = WeakKeyDictionary()


def screens(page: Page, options: dict[str, Any] = OPTIONS) -> Iterator[int]:
    """Each width, once axe has found nothing on such a screen, and nothing is wider than it.

    In `make test`, axe looks at one of them: in a journey, as on a phone and as on a desktop in turn.
    """
    turns[page] = turn = turns.get(page, -1) + 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        if not is_sample.get() or width == WIDTHS[turn % len(WIDTHS)]:
            found = violations(page, options)
            assert not found, f"{page.url}, {width} px: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url}, {width} px"
        yield width
