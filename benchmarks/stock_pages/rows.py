"""The demo's pages as rows for `fill`; read in the demo's own site."""

from typing import Any

from wagtail.models import Page

from benchmarks.stock_pages import FACTS
from practices.models import PracticePage


def rows() -> list[dict[str, Any]]:
    """The rows of all live pages, parents first."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    return [_row(page) for page in pages]


def _row(page: Any) -> dict[str, Any]:
    facts = FACTS if isinstance(page, PracticePage) else []
    summary = getattr(page, "summary", "") or getattr(page, "introduction", "")
    same = ("title", "slug", "show_in_menus", "search_description", "seo_title")
    return {
        "pk": page.pk,
        "parent": page.get_parent().pk,
        "model": type(page).__name__,
        "language": page.locale.language_code,
        "published": page.first_published_at.isoformat(),
        "body": _body(page),
        "fields": {
            **{name: getattr(page, name) for name in same},
            "translation_key": str(page.translation_key),
            "summary": summary,
        },
        "facts": {name: [concept.labels["en"] for concept in getattr(page.original, name).all()] for name in facts},
    }


def _body(page: Any) -> list[tuple[str, str]]:
    if isinstance(page, PracticePage):
        names = [
            (field.verbose_name, getattr(page, field.name))
            for field in page._meta.fields
            if field.name in page.body_fields
        ]
        return [part for name, text in names if text for part in (("heading", str(name)), ("paragraph", text))]
    body = getattr(page, "body", "")
    return (
        [("paragraph", body)] if isinstance(body, str) else [(block["type"], block["value"]) for block in body.raw_data]
    )
