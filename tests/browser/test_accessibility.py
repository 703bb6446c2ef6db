"""axe finds nothing to complain about (WCAG 2.2 AA and good practice) on any kind of page, in light and in dark."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

PAGES = {
    "en": {
        "home": "/en/",
        "news": "/en/news/",
        "news item": "/en/news/partners-meet-in-rome/",
        "meetings": "/en/meetings/",
        "meeting": "/en/meetings/rome-2021/",
        "timeline": "/en/timeline/",
        "news with a table": "/en/news/joint-report-of-good-practices/",
        "news about a topic": "/en/news/topic/meetings/",
        "newsletter": "/en/newsletter/one-table-in-rome/",
        "standing page": "/en/about/",
        "contacts": "/en/contact/",
        "reading list": "/en/practices/reading-list/",
        "subscribe": "/en/subscribe/newsletter/",
        "subscribe to a search": "/en/subscribe/practices/?q=language&country=lt",
        "suggest a practice": "/en/practices/suggest/",
        "partner": "/en/practices/kpmpc/",
        "practice": "/en/practices/csci/puoi-protection-and-integration/",
        "practices": "/en/practices/",
        "practices narrowed": "/en/practices/?q=language&country=lt&country=it&target_group=refugees&sort=newest",
        "nothing found": "/en/practices/?q=xyzzyxyzzy&country=es",
        "site search": "/en/search/?q=migrant",
        "404": "/en/nothing-here/",
    },
    "lt": {
        "home": "/lt/",
        "news": "/lt/naujienos/",
        "news with a link": "/lt/naujienos/kalba-kaip-kelias-i-visuomene/",
        "partner": "/lt/praktikos/csci/",  # lists practices that are not translated
        "practice": "/lt/praktikos/kpmpc/kalbos-mokymasis-sekmingos-integracijos-dalis/",
        "practices": "/lt/praktikos/",
        "practices narrowed": "/lt/praktikos/?q=kalba&country=lt&country=it&target_group=refugees&language=es",
        "nothing found": "/lt/praktikos/?q=xyzzyxyzzy&country=es",
        "site search": "/lt/search/?q=migrant&page=2",
        "404": "/lt/nothing-here/",
    },
}
# Without `preload`, which reads imported stylesheets: no rule needs it, and the Content Security Policy refuses it.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, "preload": False}
# What can differ between light and dark: all else is the same page.
COLOURS = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
COLOURS_HAVE_CHANGED = """async () => {
  do await new Promise(requestAnimationFrame);
  while (document.getAnimations().some(({ effect }) => effect.getComputedTiming().endTime !== Infinity));
}"""


def violations(page: Page, options: dict[str, Any] = OPTIONS) -> str:
    """What axe finds, once colours have stopped changing: the admin fades from light to dark."""
    page.evaluate(COLOURS_HAVE_CHANGED)
    if not page.evaluate("'axeOfTests' in window"):  # once for each page: half a megabyte; Wagtail's editor has its own
        page.evaluate(f"{AXE_SCRIPT}; window.axeOfTests = window.axe; undefined")
    results = AxeResults(page.evaluate("options => axeOfTests.run(options)", options))
    return results.generate_report() if results.violations_count else ""


@pytest.mark.sample(2)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", PAGES)
def test_no_violations(open_page: Open, demo_site: str, language: str, width: int):
    page = open_page(demo_site, "/healthz", width=width)
    found: dict[str, str] = {}
    for kind, path in PAGES[language].items():
        response = page.goto(path)
        assert response
        assert response.status == (404 if kind == "404" else 200), path
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            if report := violations(page, options):
                found[f"{kind}, {scheme}"] = report
    assert not found, "\n".join(f"{kind}: {report}" for kind, report in found.items())


def test_axe_would_find_something(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/")
    page.evaluate("document.querySelector('h2').style.color = '#ddd'")
    assert "color-contrast" in violations(page, COLOURS)
    page.evaluate("document.querySelector('.nameplate').textContent = ''")
    assert "link-name" in violations(page)
