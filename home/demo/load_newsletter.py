"""The demonstration's newsletter: an archive, and an issue composed of the demonstration's news and practices."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid5

from wagtail.models import Locale, Page

from cms.base.translation.seeding import has_words, seed_key
from home.models import HomePage, NewsletterIndexPage, NewsletterPage
from home.setup import ensure_child

HERE = Path(__file__).parent / "newsletter"
KEYS = {"news": ("page", "news/{}"), "practice": ("practice", "{}")}  # seed keys of pages by kind
NO_WORDS = {"title": "", "teaser": "", "untranslated": ""}  # the editor's own words about a page


def load_newsletter(home: HomePage, locales: dict[str, Locale]) -> None:
    index = NewsletterIndexPage(show_in_menus=True)
    index = ensure_child(home, index, "newsletter", _read(HERE / "index.json"), locales)
    for path in sorted(HERE.glob("*.json")):
        if path.stem != "index":
            _load_issue(index, _read(path), locales)


def _load_issue(index: NewsletterIndexPage, record: dict[str, Any], locales: dict[str, Locale]) -> None:
    name = f"newsletter/{record['id']}"
    words = {code: _words(record, texts, name) for code, texts in record["words"].items()}
    issue = NewsletterPage(number=record["number"], date=date.fromisoformat(record["date"]), is_demo=True)
    known = {code: locale for code, locale in locales.items() if has_words(words, code)}
    ensure_child(index, issue, name, words, known)


def _words(record: dict[str, Any], texts: dict[str, Any], name: str) -> dict[str, Any]:
    """The fields of the issue in one language. Blocks have the same ids in every language."""
    items = []
    for number, item in enumerate(record["items"]):
        value = _page(item) if "page" in item else texts[item["words"]]
        if value:
            block_id = str(uuid5(seed_key("page", name), str(number)))
            items.append({"type": item["type"], "id": block_id, "value": value})
    fields = ("title", "slug", "summary", "editorial")
    return {**{field: texts[field] for field in fields}, "items": items}


def _page(item: dict[str, Any]) -> dict[str, Any] | None:
    """None if somebody has deleted the page."""
    kind, pattern = KEYS[item["type"]]
    group = Page.objects.filter(translation_key=seed_key(kind, pattern.format(item["page"])))
    first = group.order_by("pk").first()
    return {"page": first.pk, **NO_WORDS} if first else None


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
