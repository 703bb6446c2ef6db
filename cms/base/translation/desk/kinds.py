"""The kinds of things that are translated: each says what there is of it, and reads and writes the texts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise
from wagtail.models import Locale

from cms.base.translation.texts.text import Text, Words


@dataclass(frozen=True, slots=True)
class Found:
    """An item in one language, as it is now."""

    object_key: str
    locale: int
    title: str
    source_language: str
    texts: list[Text]
    is_current: bool = True  # readers see what is translated
    is_begun: bool = True  # there is something in this language
    in_review: bool = False
    is_returned: bool = False  # with what has to be changed
    about: str = ""  # one of the sorts of its kind
    since: datetime | None = None  # of what changed last


class Kind(Protocol):
    key: str
    label: str | Promise

    def sorts(self) -> dict[str, str | Promise]:
        """What there is of this kind, by `Found.about`, with its name."""

    def load(self, keys: Collection[str] | None) -> Iterable[Found]:
        """Those with one of `keys`, or all, in every language that they are translated into."""

    def texts(self, key: str, locale: Locale) -> list[Text]:
        """As in `Found`, with labels. Empty if there is no such item."""

    def save(self, key: str, locale: Locale, words: Words, user: Any) -> None:
        """Raises `ValueError` for markup that a text cannot have, and nothing is saved. Unknown texts are ignored."""

    def url(self, key: str, source_language: str) -> str:
        """The absolute URL of the original, empty if it has none."""

    def may_translate(self, user: Any, key: str, locale: Locale) -> bool: ...

    def where_allowed(self, user: Any) -> Any:
        """A condition (`Q`) for the items of this kind that `user` may translate."""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.key] = kind


def sort_choices(there: Collection[tuple[str, str]] | None = None, whole: str | Promise = "") -> list[tuple[Any, Any]]:
    """What there may be at the desk: "kind:sort", with its name. A kind with several sorts is a group of them.

    `there`: the kinds and sorts to list, if not all. `whole`: what each group as a whole is called, if it is a choice.
    """
    choices: list[tuple[Any, Any]] = []
    for kind in KINDS.values():
        sorts: list[tuple[Any, Any]] = [
            (f"{kind.key}:{about}", label)
            for about, label in kind.sorts().items()
            if there is None or (kind.key, about) in there
        ]
        if len(sorts) > 1:
            choices.append((kind.label, [(kind.key, whole), *sorts] if whole else sorts))
        else:
            choices += sorts
    return choices
