"""Facts inside a stream field: the times of an agenda, the state of an activity."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practices.facts.page import FactsPage


@dataclass(frozen=True)
class Row:
    """A block of the original, with the block that has its words in the language of the page shown."""

    block_type: str
    facts: Any  # value of the original's block
    words: Any  # value of the translation's block; the original's until it is translated
    is_translated: bool


def rows_with_words(page: FactsPage, name: str) -> Iterator[Row]:
    """The blocks in the stream field `name` of the original, in its order, with the words of `page`.

    So a date or state that changes on the original changes in every language at once: wagtail-localize would leave it
    as it was until the page is translated again. It preserves block ids, so blocks are matched by id.
    """
    own = {block.id: block for block in getattr(page, name)}
    for block in getattr(page.original, name):
        words = own.get(block.id)
        yield Row(block.block_type, block.value, words.value if words else block.value, words is not None)
