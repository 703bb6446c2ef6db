"""Translation progress by language and kind. One query each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from cms.base.languages import content_languages
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.list_view import desk_url
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.ordering import is_overdue
from cms.base.translation.desk.state import WAITING, State


@dataclass
class Progress:
    label: Any
    filters: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)  # by state
    words: int = 0
    words_left: int = 0
    overdue: int = 0
    oldest: datetime | None = None  # start of the longest wait

    def add(self, row: dict[str, Any]) -> None:
        self.counts[row["state"]] = self.counts.get(row["state"], 0) + row["items"]
        self.words += row["all_words"]
        self.words_left += row["left"]
        self.overdue += row["late"]
        if row["state"] in WAITING and row["since"]:
            self.oldest = min(row["since"], self.oldest or row["since"])

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts.get(state, 0) for state in WAITING)

    @property
    def words_done(self) -> int:
        return self.words - self.words_left

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means every word."""
        return 100 * self.words_done // self.words if self.words else 100

    @property
    def days(self) -> int | None:
        return (timezone.now() - self.oldest).days if self.oldest else None

    @property
    def cells(self) -> list[tuple[State, int, str]]:
        """The count for each state, with the URL of those items."""
        return [(state, self.counts.get(state, 0), desk_url(**self.filters, state=state)) for state in State]

    @property
    def url(self) -> str:
        return desk_url(**self.filters)

    @property
    def overdue_url(self) -> str:
        return desk_url(**self.filters, due="overdue")


def _rows(items: QuerySet[TranslationItem], *by: str) -> Iterator[dict[str, Any]]:
    numbers = {
        "items": Count("pk"),
        "all_words": Sum("words"),
        "left": Sum("words_left"),
        "late": Count("pk", filter=is_overdue()),
        "since": Min("waiting_since", filter=Q(state__in=WAITING)),
    }
    yield from items.order_by().values(*by, "state").annotate(**numbers)


def by_language(items: QuerySet[TranslationItem], codes: Iterable[str] = ()) -> dict[str, Progress]:
    """Progress in the languages `codes`, even without items, and in all that have some, in the site's order."""
    names, wanted = dict(content_languages()), set(codes)
    rows = list(_rows(items, "locale__language_code"))
    wanted |= {row["locale__language_code"] for row in rows}
    found = {code: Progress(name, {"language": code}) for code, name in names.items() if code in wanted}
    for row in rows:
        if progress := found.get(row["locale__language_code"]):
            progress.add(row)
    return found


def by_kind(items: QuerySet[TranslationItem]) -> dict[str, list[Progress]]:
    """Progress by language, then by kind, in the order of the kinds."""
    rows = {}
    for row in _rows(items, "locale__language_code", "kind", "about"):
        rows.setdefault((row["locale__language_code"], row["kind"], row["about"]), []).append(row)
    found: dict[str, list[Progress]] = {}
    for code, _name in content_languages():
        for kind in KINDS.values():
            for about, label in kind.sorts().items():
                if there := rows.get((code, kind.key, about)):
                    progress = Progress(label, {"language": code, "kind": f"{kind.key}:{about}"})
                    for row in there:
                        progress.add(row)
                    found.setdefault(code, []).append(progress)
    return found
