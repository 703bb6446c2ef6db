"""Atom feeds whose entries are in several languages."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed


class AtomInLanguages(Atom1Feed):
    """Each entry states its own language: pass `language`, a language tag, to `add_item`."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}
