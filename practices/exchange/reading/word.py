"""Finds the practices in a Word document by its headings: which are titles, which are sections, and what is below them.

Known section headings determine the level of sections; headings above them are titles of practices. If titles and
sections are on one level, a repeated section begins a new practice. Unless stated otherwise, a practice is in the
language of its headings.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from practices.exchange.columns.declared import LANGUAGE
from practices.exchange.reading.headings import NUMBERED, column_named, language_of
from practices.exchange.reading.table import FileProblem, Picture, Row, Table
from practices.exchange.reading.word_cells import cell_of, facts_of, list_of
from practices.repository.rules import RULES

IN_BOLD = 10  # level of headings that are only bold text: below Word's own
LONGEST_TITLE = 255  # characters


@dataclass
class _Heading:
    text: str
    level: int
    column: str  # empty if it is unknown


@dataclass
class _Section:
    heading: str
    level: int
    column: str
    html: list[str] = field(default_factory=list)


@dataclass(eq=False)  # compared by identity: there may be thousands
class _Practice:
    title: str = ""
    heading: str = ""  # its title heading
    lead: list[str] = field(default_factory=list)  # HTML above the first section
    sections: list[_Section] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)  # of its sections and facts; "" for an unknown section


def table_of_document(parts: list[dict[str, Any]], assigned: Mapping[str, str]) -> Table:
    """`parts` come from `word_process`; `assigned` is as for `read_table`. Raises `FileProblem`."""
    reader = _Reader(parts, assigned)
    practices = reader.practices()
    table = Table("", reader.column_headings, [], list(dict.fromkeys(reader.unknown)), is_document=True)
    found = language_of(NUMBERED.sub("", heading) for heading in reader.column_headings.values())
    language = {LANGUAGE: found} if found else {}
    for number, practice in enumerate(practices, 1):
        table.rows.append(Row(number, {**language, **reader.cells(practice)}, pictures=practice.pictures))
    table.listed = reader.listed
    if not table.rows:
        text = _("No heading of the document is that of a section, such as “%(context)s” or “%(activities)s”.")
        raise FileProblem(text % {"context": _("Context and need"), "activities": _("What is done")})
    return table


class _Reader:
    def __init__(self, parts: list[dict[str, Any]], assigned: Mapping[str, str]) -> None:
        self.assigned = assigned
        self.column_headings: dict[str, str] = {}
        self.unknown: list[str] = []
        self.listed = 0  # tables
        is_plain = all(part.get("level") is None for part in parts)  # no headings except bold lines
        self.parts = [self._part(part, is_plain) for part in parts]
        self.headings = [part for part in self.parts if isinstance(part, _Heading)]
        self.title_level = self._title_level()
        self.found: list[_Practice] = []
        self.practice: _Practice | None = None

    def _part(self, part: dict[str, Any], is_plain: bool) -> Any:
        if "heading" not in part:
            return part
        text, level = part["heading"], part["level"]
        column = self._column(text)
        if level is None and not (column or is_plain):
            return {"html": f"<p><b>{escape(text)}</b></p>"}
        return _Heading(text, IN_BOLD if level is None else level, column)

    def _column(self, text: str) -> str:
        found = column_named(text) or column_named(NUMBERED.sub("", text))
        return found or self.assigned.get(text) or self.assigned.get(text.rstrip(": "), "")

    def _title_level(self) -> int | None:
        """The level of the headings above most sections; None if there are none."""
        above: Counter[int] = Counter()
        others: list[int] = []  # the levels of those that are none of ours, each with the last above it before it
        for heading in self.headings:
            if heading.column:
                above.update([level for level in others if level < heading.level][-1:])
            else:
                others = [*(level for level in others if level < heading.level), heading.level]
        return max(above, key=lambda level: (above[level], level), default=None)

    # -- practices ----------------------------------------------------------------------------------------------------

    def practices(self) -> list[_Practice]:
        number = -1
        for part in self.parts:
            if isinstance(part, _Heading):
                number += 1
                self._heading(part, self.headings[number + 1] if number + 1 < len(self.headings) else None)
            else:
                self._below(part)
        kept = [practice for practice in self.found if any(practice.columns)]
        if not kept and self.headings:  # the user can assign its headings
            kept = self.found[:1]
        left_out = set(self.found).difference(kept)
        headings = [practice.heading for practice in self.found if practice.heading and practice in left_out]
        for practice in kept:
            headings += [each.heading for each in practice.sections if not each.column and each.html]
        self.unknown = [heading for heading in (*headings, *self.unknown) if heading not in self.assigned]
        for practice in kept:
            if not practice.title:
                _take_title_from_text(practice)
        return kept

    def _heading(self, heading: _Heading, following: _Heading | None) -> None:
        if heading.column == "title":  # the title is below it
            self._begin("", "")
        if heading.column and (self.practice or self.title_level is None):
            self._section(heading)
        elif self._is_title(heading, following):
            self._begin(heading.text, heading.text)
        elif self.title_level is not None and heading.level <= self.title_level:
            self.practice = None  # a chapter, perhaps with practices below it
        elif self.practice and self._is_below_section(heading):
            self.practice.sections[-1].html.append(f"<p><b>{escape(heading.text)}</b></p>")
        elif self.practice:
            self._section(heading)

    def _is_title(self, heading: _Heading, following: _Heading | None) -> bool:
        if heading.column:
            return False
        if self.title_level is not None:
            return heading.level == self.title_level
        if self.practice is None:
            return True
        return bool(following and following.column and following.column in self.practice.columns)

    def _is_below_section(self, heading: _Heading) -> bool:
        sections = self.practice.sections if self.practice else []
        return bool(sections) and heading.level > sections[-1].level and heading.text not in self.assigned

    def _begin(self, title: str, heading: str) -> _Practice:
        self.practice = _Practice(title, heading)
        self.found.append(self.practice)
        return self.practice

    def _section(self, heading: _Heading) -> None:
        practice = self.practice or self._begin("", "")
        practice.sections.append(_Section(heading.text, heading.level, heading.column))
        practice.columns.add(heading.column)
        if heading.column:
            self.column_headings.setdefault(heading.column, heading.text)

    def _below(self, part: dict[str, Any]) -> None:
        facts, unknown = facts_of(part["table"], self._column) if "table" in part else ({}, [])
        if "title" in facts and (self.practice is None or self.practice.title or self.practice.columns):
            self._begin("", "")
        if self.practice is None:
            if self.title_level is not None:
                return  # not part of a practice
            self._begin("", "")
        practice = self.practice
        if practice is None:
            return
        if "picture" in part:
            found = part["picture"]
            practice.pictures.append(Picture(b64decode(found["data"]), found["ending"], found["alt"]))
        elif facts:
            practice.facts |= {name: html for name, (html, _heading) in facts.items() if name not in practice.facts}
            practice.columns |= facts.keys()
            for name, (_html, heading) in facts.items():
                self.column_headings.setdefault(name, heading)
            self.unknown += unknown
        else:
            html = part["html"] if "html" in part else self._listed(part)
            (practice.sections[-1].html if practice.sections else practice.lead).append(html)

    def _listed(self, part: dict[str, Any]) -> str:
        html = list_of(part["table"], part["has_heading_row"])
        self.listed += html.startswith("<ul>")
        return html

    # -- rows ---------------------------------------------------------------------------------------------------------

    def cells(self, practice: _Practice) -> dict[str, Any]:
        pieces = {name: [html] for name, html in practice.facts.items()}
        for section in practice.sections:
            if section.column:
                pieces.setdefault(section.column, []).extend(section.html)
        texts = {name: "".join(found) for name, found in pieces.items()}
        _put_lead(practice, texts)
        self.column_headings.setdefault("title", _("Title"))
        cells = {name: cell_of(name, html) for name, html in texts.items()}
        cells = {"title": practice.title, **cells} if practice.title else cells
        return {name: cell for name, cell in cells.items() if cell}


def _take_title_from_text(practice: _Practice) -> None:
    """Takes the first line as the title if there is no heading or fact with it."""
    if "title" in practice.columns or not practice.lead:
        return
    title = " ".join(str(cell_of("title", practice.lead[0])).split())
    if len(title) <= LONGEST_TITLE:
        practice.title = title
        del practice.lead[0]


def _put_lead(practice: _Practice, texts: dict[str, str]) -> None:
    """Text above the sections becomes the summary, up to its maximum length; the rest begins the context."""
    lead = list(practice.lead)
    if lead and "summary" not in texts:
        summary = ""
        while lead and not _is_too_long(longer := summary + lead[0]):
            summary = longer
            del lead[0]
        if summary:
            texts["summary"] = summary
    if lead:
        texts["context"] = "".join(lead) + texts.get("context", "")


def _is_too_long(html: str) -> bool:
    try:
        RULES["summary"](str(cell_of("summary", html)))
    except ValidationError:
        return True
    return False
