"""Which translations wait for their original because it is a draft or was unpublished."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.texts.version import PAGE


def mark_withdrawn(items: Iterable[TranslationItem]) -> None:
    """Sets `is_withdrawn` on items that cannot be published before their original is. One query."""
    pages = [item for item in items if item.kind == PAGE]
    drafts = Page.objects.filter(translation_key__in=[item.object_key for item in pages], alias_of=None, live=False)
    withdrawn = {(str(key), code) for key, code in drafts.values_list("translation_key", "locale__language_code")}
    for item in pages:
        item.is_withdrawn = (item.object_key, item.source_language) in withdrawn
