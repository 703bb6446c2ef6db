"""The kinds of things that are translated: each lists its items, and reads and writes their texts."""

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
    is_begun: bool = True  # something exists in this language
    in_review: bool = False
    is_returned: bool = False  # a reviewer asked for changes
    about: str = ""  # one of the sorts of its kind
    since: datetime | None = None  # when it last changed


class Kind(Protocol):
    key: str
    label: str | Promise

    def sorts(self) -> dict[str, str | Promise]:
        """The names of this kind's sorts, by `Found.about`."""

    def load(self, keys: Collection[str] | None) -> Iterable[Found]:
        """The items with one of `keys`, or all, in every language that they are translated into."""

    def texts(self, key: str, locale: Locale) -> list[Text]:
        """The texts of an item, as in `Found`, with labels. Empty if there is no such item."""

    def save(self, key: str, locale: Locale, words: Words, user: Any) -> None:
        """Raises `ValueError` for markup that a text cannot have, without saving anything. Ignores unknown texts."""

    def url(self, key: str, source_language: str) -> str:
        """The absolute URL of the original; empty if it has none."""

    def may_translate(self, user: Any, key: str, locale: Locale) -> bool: ...

    def where_allowed(self, user: Any) -> Any:
        """A condition (`Q`) for the items of this kind that `user` may translate."""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.key] = kind


def sort_choices(there: Collection[tuple[str, str]] | None = None, whole: str | Promise = "") -> list[tuple[Any, Any]]:
    """The choices "kind:sort" of the desk, with names. A kind with several sorts becomes an option group.

    `there`: the kinds and sorts to list, if not all. `whole`: the label of a whole group, if that is a choice.
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
