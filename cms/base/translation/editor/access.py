"""The item at a URL of the editor."""

from django.core.exceptions import ValidationError

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh


def item_at(kind: str, key: str, language: str) -> TranslationItem | None:
    """None if it does not exist or no longer does. Its row may be created only after the commit of its object."""
    if kind not in KINDS:
        return None
    rows = TranslationItem.objects.filter(kind=kind, object_key=key, locale__language_code=language)
    rows = rows.select_related("locale", "taken_by__wagtail_userprofile")
    if item := rows.first():
        return item
    try:
        refresh(kind, [key])
    except (ValueError, ValidationError):  # not a valid key of this kind
        return None
    return rows.first()
