"""Finds the heading row, in any language of the site, and the rows below it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from cms.base.languages import content_languages
from practices.exchange.columns.cells import as_text
from practices.exchange.columns.declared import NAMES, PAGE_URL, heading_of
from practices.exchange.columns.near_misses import extended, inflected, nearest, plain
from practices.exchange.reading.table import FileProblem, Row, Sheet, Table

# Singular headings that documents use for plural columns, and names that reports give to their sections.
ALSO = {
    "countries": [gettext_lazy("Country")],
    "target_groups": [gettext_lazy("Target group")],
    "skill_types": [gettext_lazy("Skill")],
    "methods": [gettext_lazy("Method")],
    "organisations": [gettext_lazy("Organisation")],
    "context": [pgettext_lazy("heading of a report", "Background")],
    "activities": [
        pgettext_lazy("heading of a report", "Description"),
        pgettext_lazy("heading of a report", "Activities"),
    ],
    "resources": [pgettext_lazy("heading of a report", "Resources")],
    "results": [gettext_lazy("Results"), gettext_lazy("Result")],
    "lessons": [pgettext_lazy("heading of a report", "Lessons")],
    "transfer": [pgettext_lazy("heading of a report", "Transferability")],
    "contact_name": [gettext_lazy("Contact")],
}
NUMBERED = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Za-z][.)]|[IVXLC]{1,6}[.)])\s+")
SEARCHED = 10  # number of first rows in which the headings must be


def table_of(sheets: list[Sheet], assigned: Mapping[str, str]) -> Table:
    """The first sheet that has a title for each practice, or might have one under another name.

    `assigned` is as for `read_table`. Raises `FileProblem`.
    """
    if not any(_is_filled(sheet) for sheet in sheets):
        raise FileProblem(_("The file is empty."))
    rows = [(sheet, number) for sheet in sheets for number in range(min(len(sheet.rows), SEARCHED))]
    for is_wanted in (_tells_practices_apart, _may_be_assigned):
        for sheet, number in rows:
            named = _named(sheet.rows[number], assigned)
            if is_wanted(named, sheet.rows[number]):
                return table_below(sheet, number, named, assigned)
    names = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet.name)
    text = _("No row has the headings of the columns, such as “%(title)s” and “%(language)s”. Download the template.")
    problem = text % {"title": heading_of("title"), "language": heading_of("language")}
    raise FileProblem(f"{names}: {problem}" if names else problem)


def _named(cells: list, assigned: Mapping[str, str]) -> dict[int, str]:
    """Column names by position."""
    texts = {place: as_text(cell) for place, cell in enumerate(cells)}
    return {place: name for place, text in texts.items() if (name := column_named(text) or assigned.get(text, ""))}


def _tells_practices_apart(named: dict[int, str], cells: list) -> bool:
    return bool({"title", "external_id"} & set(named.values())) and len(named) > 1


def _may_be_assigned(named: dict[int, str], cells: list) -> bool:
    """Whether there are known columns beside an unknown one."""
    return len(named) > 1 and sum(bool(as_text(cell)) for cell in cells) > len(named)


def column_named(heading: str) -> str:
    """The name of the column; empty if it is unknown."""
    return _known_headings(tuple(code for code, _name in content_languages())).get(plain(heading.rstrip("*: ")), "")


def _is_left_out(heading: str) -> bool:
    """Whether the column is only informative in our own files. In other tables, "URL" may be a source."""
    return heading == PAGE_URL or plain(heading) in _headings_left_out(
        tuple(code for code, _name in content_languages())
    )


def column_near(heading: str) -> str:
    """The name of the column that an unknown heading was probably meant to be; empty if there is none."""
    known = _known_headings(tuple(code for code, _name in content_languages()))
    typed = NUMBERED.sub("", heading).rstrip("*: ")
    near = nearest(typed, list(known)) or extended(typed, list(known)) or inflected(typed, list(known))
    return known[near] if near else ""


def language_of(headings: Iterable[str]) -> str:
    """The site's language in which most of them are headings; empty if there is no clear winner."""
    typed = {plain(heading.rstrip("*: ")) for heading in headings}
    counts = {code: len(typed & _headings_in(code).keys()) for code, _name in content_languages()}
    best = max(counts.values(), default=0)
    found = [code for code, count in counts.items() if count == best]
    return found[0] if best and len(found) == 1 else ""


@lru_cache(maxsize=4)
def _known_headings(languages: tuple[str, ...]) -> dict[str, str]:
    found = {plain(name): name for name in NAMES}
    for language in {*languages, "en"}:
        found = {**_headings_in(language), **found}
    return found


@lru_cache(maxsize=4)
def _headings_left_out(languages: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for language in {*languages, "en"}:
        with override(language):
            found.add(plain(heading_of(PAGE_URL)))
    return found


@lru_cache(maxsize=20)
def _headings_in(language: str) -> dict[str, str]:
    with override(language):
        also = {plain(str(heading)): name for name, headings in ALSO.items() for heading in headings}
        return {**also, **{plain(heading_of(name)): name for name in reversed(NAMES)}}


def table_below(sheet: Sheet, heading_row: int, named: dict[int, str], assigned: Mapping[str, str]) -> Table:
    """The rows below the row `heading_row`, whose columns are `named` by position. Raises `FileProblem`.

    `assigned` are headings that somebody has decided on.
    """
    texts = {place: as_text(cell) for place, cell in enumerate(sheet.rows[heading_row])}
    table = Table(sheet.name, {name: texts[place] for place, name in named.items()}, [])
    twice = [name for name, count in Counter(named.values()).items() if count > 1]
    if twice:
        where, problem = table.where(heading_row + 1, twice[0]), _("Two columns have this name. Remove one of them.")
        raise FileProblem(f"{where}: {problem}")
    table.language = language_of(text for place, text in texts.items() if place in named and text not in NAMES)
    others = [text for place, text in texts.items() if text and place not in named and text not in assigned]
    table.unknown = [text for text in others if not _is_left_out(text)]
    for place in range(heading_row + 1, len(sheet.rows)):
        cells = sheet.rows[place]
        found = {name: cells[at] for at, name in named.items() if at < len(cells) and as_text(cells[at])}
        marks = {name: sheet.marks[place, at] for at, name in named.items() if (place, at) in sheet.marks}
        marks |= {name: "hidden" for at, name in named.items() if at in sheet.hidden_columns and name in found}
        if found or "formula" in marks.values():
            table.rows.append(Row(place + 1, found, marks, place in sheet.hidden_rows))
    return table


def _is_filled(sheet: Sheet) -> bool:
    return any(as_text(cell) for row in sheet.rows for cell in row)
