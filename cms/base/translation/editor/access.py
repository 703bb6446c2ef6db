"""The item at an address of the editor."""

from django.core.exceptions import ValidationError

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh


def item_at(kind: str, key: str, language: str) -> TranslationItem | None:
    """None if there is no such thing, or no longer. A row can be younger than the commit of what it is about."""
    if kind not in KINDS:
        return None
    rows = TranslationItem.objects.filter(kind=kind, object_key=key, locale__language_code=language)
    rows = rows.select_related("locale", "taken_by__wagtail_userprofile")
    if item := rows.first():
        return item
    try:
        refresh(kind, [key])
    except (ValueError, ValidationError):  # no key of this kind
        return None
    return rows.first()
