"""What a browser loads to show a page for the first time, and whether the layout shifts."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Request, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]
KINDS = ("document", "stylesheet", "script", "font")
OBSERVE = """
window.shift = 0;
window.count = entries => entries.forEach(entry => { if (!entry.hadRecentInput) window.shift += entry.value; });
window.observer = new PerformanceObserver(list => window.count(list.getEntries()));
window.observer.observe({ type: "layout-shift", buffered: true });
"""
SHIFT = """async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.count(window.observer.takeRecords());
    return window.shift;
}"""


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, CHROMIUM)))
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


def first_view(chromium: Browser, url: str) -> tuple[dict[str, int], float]:
    """Bytes as sent, by kind, and the cumulative layout shift: the maximum of phone and desktop."""
    sent: Counter[str] = Counter()
    shift = 0.0
    for size in SIZES:
        context = chromium.new_context(viewport=size)
        page, requests = context.new_page(), list[Request]()
        page.on("requestfinished", lambda request, seen=requests: seen.append(request))
        page.add_init_script(OBSERVE)
        page.goto(url, wait_until="networkidle")
        shift = max(shift, page.evaluate(SHIFT))
        seen = Counter[str]()
        for request in requests:
            if request.resource_type in KINDS:
                seen[request.resource_type] += request.sizes()["responseBodySize"]
        sent |= seen  # the maximum of each
        context.close()
    return sent, shift
