"""Atom feeds whose entries are in several languages."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed


class AtomInLanguages(Atom1Feed):
    """Each entry says its own: `language`, a tag, which `add_item` needs."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}
