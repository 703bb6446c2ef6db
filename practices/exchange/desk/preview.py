"""The preview of an import: a page of the rows with one outcome, and the available choices."""

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
    language: str  # of the texts, if they are words rather than facts


@dataclass(frozen=True)
class Heading:
    """A heading in the file that matches no column. Columns are given by name, empty for none."""

    text: str
    read: str  # the column it was read as for the rows shown
    chosen: str  # the column chosen instead, which could not be used

    @property
    def is_unread(self) -> bool:
        return self.chosen != self.read


@dataclass(frozen=True)
class Misspelt:
    """A value that is a near miss of a valid one."""

    number: int  # its index within the import
    heading: str
    value: str
    suggestion: str
    rows: int = 0


@dataclass(frozen=True)
class ShownRow:
    row: CheckedRow
    label: Any
    changes: list[ShownChange]
    problems: list[tuple[str, Misspelt | None]]  # the problem, and what was probably meant


def preview(request: HttpRequest, run: Import, chosen: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The context of the page, in three queries besides that of the import. `chosen` maps headings to columns."""
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    rows = run.rows.filter(outcome=outcome) if outcome else run.rows.all()
    found = misspelt(run)
    shown = [Heading(heading, column, (chosen or {}).get(heading, column)) for heading, column in headings(run)]
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
        "headings": shown,
        "is_unread": any(heading.is_unread for heading in shown),
        "languages": languages(run),
        "columns": free_columns(run),
    }


def paged(request: HttpRequest, found: Any, name: str, per_page: int) -> dict[str, Any]:
    """The requested page of `found`, under `name`, and the page links."""
    paginator = Paginator(found, per_page)
    page = paginator.get_page(request.GET.get("p"))
    return {name: page, "elided_page_range": paginator.get_elided_page_range(page.number)}


def confirmation(run: Import) -> dict[str, Any]:
    """The context of the confirmation page, in two queries."""
    found = run.rows.filter(is_reviewable=True)
    counts = found.aggregate(reviewable=Count("pk"), complete=Count("pk", filter=Q(needs="")))
    return {**counts, "lacking": counts["reviewable"] - counts["complete"], "languages": languages(run)}


def languages(run: Import) -> list[tuple[str, int]]:
    """The number of rows by language, most frequent first."""
    found = run.rows.exclude(language="").values_list("language").order_by()
    return list(found.annotate(count=Count("pk")).order_by("-count", "language"))


def misspelt(run: Import) -> list[Misspelt]:
    return [
        Misspelt(number, _heading(each["column"]), each["value"], each["suggestion"], each["rows"])
        for number, each in enumerate(run.misspelt)
    ]


def meant(run: Import) -> list[Misspelt]:
    """The corrections that the user has accepted."""
    return [
        Misspelt(number, _heading(column), value, term)
        for number, ((column, value), term) in enumerate(run.what_was_meant.items())
    ]


def headings(run: Import) -> list[tuple[str, str]]:
    """Headings in the file that match no column, each with the column that it was assigned to."""
    return [*run.assigned.items(), *((heading, "") for heading in run.unknown)]


def is_document(run: Import) -> bool:
    """Whether the file is a document, where several headings may belong to one column."""
    return run.file_name.lower().endswith(DOCUMENTS)


def free_columns(run: Import) -> list[tuple[str, str]]:
    """Names and headings of the columns that the file does not have."""
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
