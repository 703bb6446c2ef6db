"""What would happen, for people: a page of the rows of one outcome, and what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practices.exchange.columns.declared import BY_NAME, NAMES, PICTURES, heading_of
from practices.exchange.importing.model import CheckedRow, Import
from practices.exchange.reading.file import DOCUMENTS

PER_PAGE = 20
OUTCOMES = {
    "new": pgettext_lazy("row", "New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "wrong": _("Wrong"),
}


@dataclass(frozen=True)
class ShownChange:
    heading: str
    old: str
    new: str
    language: str  # of the texts, if they are words and not facts


@dataclass(frozen=True)
class Head:
    """One of the file that is no column of ours. Columns are by name, empty for none."""

    text: str
    read: str  # the column that the rows shown have it as
    chosen: str  # what was chosen in its place, which could not be done

    @property
    def is_unread(self) -> bool:
        return self.chosen != self.read


@dataclass(frozen=True)
class Misspelt:
    """A value that is a near miss of something."""

    number: int  # among those of the import
    heading: str
    value: str
    suggestion: str
    rows: int = 0


@dataclass(frozen=True)
class ShownRow:
    row: CheckedRow
    label: Any
    changes: list[ShownChange]
    problems: list[tuple[str, Misspelt | None]]  # what is wrong, and what was probably meant


def preview(request: HttpRequest, run: Import, chosen: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The context of the page: three queries, besides that of the import. `chosen` are columns by heads."""
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    rows = run.rows.filter(outcome=outcome) if outcome else run.rows.all()
    found = misspelt(run)
    shown_heads = [Head(head, column, (chosen or {}).get(head, column)) for head, column in heads(run)]
    page = paged(request, rows, "shown", PER_PAGE)
    return {
        **page,
        "rows": [_shown(row, found) for row in page["shown"]],
        "outcome": outcome,
        "filters": [
            ("", pgettext_lazy("total", "All"), run.total),
            *((key, label, getattr(run, key)) for key, label in OUTCOMES.items()),
        ],
        "misspelt": found,
        "meant": meant(run),
        "heads": shown_heads,
        "is_unread": any(head.is_unread for head in shown_heads),
        "languages": languages(run),
        "columns": free_columns(run),
    }


def paged(request: HttpRequest, found: Any, name: str, per_page: int) -> dict[str, Any]:
    """The page of `found` that is asked for, under `name`, and the pages to choose from."""
    paginator = Paginator(found, per_page)
    page = paginator.get_page(request.GET.get("p"))
    return {name: page, "elided_page_range": paginator.get_elided_page_range(page.number)}


def confirmation(run: Import) -> dict[str, Any]:
    """The context of the page where it is confirmed: two queries."""
    found = run.rows.filter(is_reviewable=True)
    counts = found.aggregate(reviewable=Count("pk"), complete=Count("pk", filter=Q(needs="")))
    return {**counts, "lacking": counts["reviewable"] - counts["complete"], "languages": languages(run)}


def languages(run: Import) -> list[tuple[str, int]]:
    """How many rows are in which, the most first."""
    found = run.rows.exclude(language="").values_list("language").order_by()
    return list(found.annotate(count=Count("pk")).order_by("-count", "language"))


def misspelt(run: Import) -> list[Misspelt]:
    return [
        Misspelt(number, _heading(each["column"]), each["value"], each["suggestion"], each["rows"])
        for number, each in enumerate(run.misspelt)
    ]


def meant(run: Import) -> list[Misspelt]:
    """What the user has taken already."""
    return [
        Misspelt(number, _heading(column), value, term)
        for number, ((column, value), term) in enumerate(run.what_was_meant.items())
    ]


def heads(run: Import) -> list[tuple[str, str]]:
    """Heads of the file that are no column of ours, each with the column that it was assigned to."""
    return [*run.assigned.items(), *((head, "") for head in run.unknown)]


def is_document(run: Import) -> bool:
    """Whether the heads are headings of texts: a column may have several."""
    return run.file_name.lower().endswith(DOCUMENTS)


def free_columns(run: Import) -> list[tuple[str, str]]:
    """Names and headings of the columns that the file does not have by itself."""
    taken = set() if is_document(run) else set(run.columns) - set(run.assigned.values())
    return [(name, heading_of(name)) for name in NAMES if name not in taken]


def _heading(column: str) -> str:
    return heading_of(column) if column in (*NAMES, PICTURES) else column


def _shown(row: CheckedRow, found: list[Misspelt]) -> ShownRow:
    by_value = {(each.heading, each.value): each for each in found}
    changes = [
        ShownChange(
            _heading(each["column"]),
            each["old"],
            each["new"],
            row.language if each["column"] in BY_NAME and not BY_NAME[each["column"]].is_fact else "",
        )
        for each in row.changes
    ]
    problems = [
        (each["problem"], by_value.get((_heading(each["column"]), each["value"])) if each["suggestion"] else None)
        for each in row.problems
    ]
    return ShownRow(row, OUTCOMES[row.outcome], changes, problems)
