"""A few items of the desk, as dashboards show them."""

from typing import Any

from django.db.models import QuerySet

from cms.base.translation.desk.list_view import is_late, kind_label
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.originals import mark_withdrawn

SHOWN = 8


def rows(items: QuerySet[TranslationItem]) -> list[dict[str, Any]]:
    shown = list(items[:SHOWN])
    mark_withdrawn(shown)
    return [
        {"item": item, "url": item.editor_url, "kind": kind_label(item), "is_late": is_late(item)} for item in shown
    ]
