"""Takes screenshots of every kind of page in every display mode, with an index.html, into .run/gallery/."""

from pathlib import Path
from typing import Any

from django.utils.text import slugify
from playwright.sync_api import Browser

WAYS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 390, "height": 844}, "forced_colors": "active"},
    "print": {"viewport": {"width": 794, "height": 1123}},  # A4 at 96 pixels per inch
}
HEAD = """<!DOCTYPE html><meta charset="utf-8"><title>Gallery</title>
<style>body{font:16px sans-serif;margin:1rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}
figure{margin:0}img{block-size:40rem;border:1px solid}</style>
"""

SECONDS = 120  # the first visit to a page with pictures waits until all their sizes are made

# A full-page screenshot must also show lazily loaded content.
LOAD_EVERYTHING = """async () => {
  const pictures = [...document.images];
  pictures.forEach((picture) => { picture.loading = "eager"; });
  await Promise.allSettled([document.fonts.ready, ...pictures.map((picture) => picture.decode())]);
}"""


def take(browser: Browser, url: str, pages: dict[str, dict[str, str]], folder: Path) -> None:
    """`pages` is `{language: {kind of page: path}}`. Writes a screenshot of each page in each mode, and the index."""
    folder.mkdir(parents=True, exist_ok=True)
    index = [HEAD]
    rows: dict[str, list[str]] = {f"{kind}, {language}": [] for language in pages for kind in pages[language]}
    for way, options in WAYS.items():
        context = browser.new_context(base_url=url, reduced_motion="reduce", **options)
        page = context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        if way == "print":
            page.emulate_media(media="print")
        for language, paths in pages.items():
            for kind, path in paths.items():
                page.goto(path)
                page.evaluate(LOAD_EVERYTHING)
                name = f"{slugify(f'{kind} {language} {way}')}.png"
                page.screenshot(path=folder / name, full_page=True)
                rows[f"{kind}, {language}"].append(
                    f'<figure><img src="{name}" alt=""><figcaption>{way}</figcaption></figure>'
                )
        context.close()
    for title, figures in rows.items():
        index.append(f"<h2>{title}</h2><div>{''.join(figures)}</div>")
    (folder / "index.html").write_text("\n".join(index))
    print(f"{folder / 'index.html'}: {sum(map(len, rows.values()))} pictures")
