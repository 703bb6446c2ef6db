"""A text to translate: what it says in the original, what it says in a language, and what both said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cms.base.text_limits import AtMost

Words = Mapping[tuple[str, str], str]  # translations by `Text.key`; an empty one removes the existing one


@dataclass(frozen=True, slots=True)
class Previous:
    """What a changed text said when it was last translated, and its translation then."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Text:
    """`source` and `translation` are wagtail-localize's HTML if `is_rich` (`<b>`, `<a id="a1">`, …), else plain.

    `path` is its place in the item and stays the same when its words change; (`path`, `source`) is unique in an item.
    """

    path: str
    source: str
    translation: str = ""
    is_rich: bool = False
    label: str = ""  # its place, in the translator's language: "Body, paragraph 3"
    links: tuple[tuple[str, str], ...] = ()  # targets of `<a id="a1">`: ("a1", URL or a page's title)
    previous: Previous | None = None
    saved: datetime | None = None
    saved_by: str = ""
    limit: AtMost | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.source

    @property
    def state(self) -> Literal["missing", "changed", "done"]:
        if self.translation:
            return "done"
        return "changed" if self.previous else "missing"
