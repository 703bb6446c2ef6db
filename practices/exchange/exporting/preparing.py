"""Prefetches what many practices show in addition to their own rows."""

from collections import defaultdict
from typing import Any

from cms.base.delivery.related_pages import RelatedPages, placeholders, with_translations
from practices.exchange.exporting.practices import Exported
from practices.repository.attachments import PracticeFile
from practices.repository.credits import PracticeCredit
from practices.repository.practice import PracticePage


def prepare(practices: list[Exported]) -> None:
    """Three queries."""
    pages = [practice.page for practice in practices]
    originals = {page.original.pk: page.original for page in pages}
    _put_rows(originals, "files", PracticeFile.objects.select_related("document"))
    _put_rows(originals, "credits", PracticeCredit.objects.select_related("person"))
    _put_related_pages(pages)


def _put_rows(originals: dict[int, PracticePage], name: str, rows: Any) -> None:
    found = defaultdict(list)
    for row in rows.filter(page__in=originals).order_by("sort_order"):
        found[row.page_id].append(row)
    for pk, original in originals.items():
        setattr(original, name, found[pk])


def _put_related_pages(pages: list[PracticePage]) -> None:
    steps = {page.path[:end] for page in pages for end in range(2 * page.steplen, len(page.path) + 1, page.steplen)}
    found = with_translations(f"w.path IN ({placeholders(list(steps))})", list(steps))
    for page in pages:
        page._related_pages = RelatedPages(page, found)
