"""Plans the outcome of each row of a file. Writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.base.languages import content_languages
from practices.exchange.columns.cells import Cell, Misread, as_text, items_of
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.declared import BY_NAME, COLUMNS, LANGUAGE, PARTNER, PICTURES
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.near_misses import plain
from practices.exchange.importing.pictures import told, usable
from practices.exchange.importing.places import Places
from practices.exchange.importing.practices import Partner, Practice, load_practice, new_practice, new_words
from practices.exchange.importing.row import Change, PlannedRow, Problem
from practices.exchange.importing.translations import texts_of_translation
from practices.exchange.reading.table import Row, Table

Meant = Mapping[tuple[str, str], str]


def plan(
    table: Table, user: Any, partner: str = "", rows: Sequence[Row] | None = None, meant: Meant | None = None
) -> list[PlannedRow]:
    """A plan for each of `rows`, or for the whole table. `partner` is a code; without it, every row names its own.

    `meant` gives the intended values of misspelt ones, by column and typed value.
    """
    return list(planned(table, user, partner, rows, meant))


def planned(
    table: Table, user: Any, partner: str = "", rows: Sequence[Row] | None = None, meant: Meant | None = None
) -> Iterator[PlannedRow]:
    """Like `plan`, but lazily."""
    planner = _Planner(table, user, partner, meant or {})
    return (planner.row(row) for row in (table.rows if rows is None else rows))


class _Planner:
    def __init__(self, table: Table, user: Any, partner: str, meant: Meant) -> None:
        self.table, self.meant = table, meant
        self.knowledge = Knowledge()
        self.places = Places(user, partner, dict(content_languages()))
        self.practices: dict[tuple[str, str], Practice] = {}  # by partner and identifier
        self.loaded: dict[Any, Practice] = {}  # by translation key
        self.seen: dict[tuple[int, str], int] = {}  # the row of a practice in a language

    @cached_property
    def locales(self) -> dict[str, Locale]:
        return {locale.language_code: locale for locale in Locale.objects.all()}

    def row(self, row: Row) -> PlannedRow:
        planned = PlannedRow(row.number, row.text("external_id"), row.text("title"))
        self._refuse_marks(row, planned)
        try:
            partner = self.places.partner(as_text(self._meant(row, PARTNER)))
        except Misread as error:
            self._problem(planned, PARTNER, error)
            self._read_all(row, planned)
            return planned
        try:
            self._find(row, planned, partner)
        except Misread as error:
            self._problem(planned, error.column or (LANGUAGE if LANGUAGE in self.table.headings else ""), error)
            self._read_all(row, planned)
            return planned
        if planned.practice:
            self._compare(row, planned, planned.practice)
        return planned

    # -- which practice -----------------------------------------------------------------------------------------------

    def _find(self, row: Row, planned: PlannedRow, partner: Partner) -> None:
        """Raises `Misread`."""
        if not (planned.title or planned.external_id):
            raise Misread(_("A practice needs a title."), column="title")
        key = partner.by_external_id.get(planned.external_id) if planned.external_id else None
        known = self.practices.get((partner.original.code, planned.external_id)) if planned.external_id else None
        if key and not known:
            known = self._load(partner, key)
        language = planned.language = self._language(row, planned, partner, known)
        known = known or self._by_title(partner, planned)
        if known is None:
            self.places.refuse_adding(partner, language)
            known = new_practice(partner, self.locales[language])
            self._remember(partner, planned, known)
        planned.practice = known
        planned.is_new = language not in known.pages or (known.is_new and language == known.language)
        earlier = self.seen.setdefault((id(known), language), row.number)
        if earlier != row.number:
            text = _("Row %(number)d is about the same practice in the same language.")
            told = (planned.external_id, "external_id") if planned.external_id else (planned.title, "title")
            raise Misread(text % {"number": earlier}, "", *told)
        if language not in known.pages:
            self.places.refuse_adding(partner, language)
            known.pages[language] = new_words(known, self.locales[language])

    def _language(self, row: Row, planned: PlannedRow, partner: Partner, known: Practice | None) -> str:
        """Raises `Misread`. Defaults to the language of the practice, or of the headings."""
        own = known.language if known else str(partner.original.locale.language_code)
        is_known = known or partner.by_title.get((own, plain(planned.title)))
        if not is_known and self.table.language in partner.pages:
            own = self.table.language
        return self.places.language(as_text(self._meant(row, LANGUAGE)), own)

    def _by_title(self, partner: Partner, planned: PlannedRow) -> Practice | None:
        """Skips practices with another identifier, which only share the title."""
        if not planned.title:
            return None
        name = f"{planned.language} {plain(planned.title)}"
        if not planned.external_id and (known := self.practices.get((partner.original.code, name))):
            return known
        keys = partner.by_title.get((planned.language, plain(planned.title)), set())
        if planned.external_id:
            keys = keys - partner.identified.keys()
        if len(keys) > 1:
            text = _("Several practices of this partner have this title. Give each an identifier of its own.")
            raise Misread(text, "", planned.title, "title")
        return self._load(partner, keys.pop()) if keys else None

    def _load(self, partner: Partner, key: Any) -> Practice:
        if key not in self.loaded:
            self.loaded[key] = load_practice(partner, key)
        return self.loaded[key]

    def _remember(self, partner: Partner, planned: PlannedRow, practice: Practice) -> None:
        name = planned.external_id or f"{planned.language} {plain(planned.title)}"
        self.practices[partner.original.code, name] = practice

    # -- what it says -------------------------------------------------------------------------------------------------

    def _compare(self, row: Row, planned: PlannedRow, practice: Practice) -> None:
        target = Target(practice.pages[planned.language], practice.facts, planned.language)
        is_translation = target.words is not target.facts
        was_new = planned.is_new
        for column in COLUMNS:
            if column.name in row.cells and column.name not in row.marks:
                try:
                    self._put(row, planned, target, column)
                except Misread as error:
                    self._problem(planned, column.name, error, as_text(row.cells[column.name]))
        if was_new and not planned.title:
            self._problem(planned, "title", Misread(_("A practice needs a title.")))
        for name, message in practice.facts.contradictions().items():
            about = _ABOUT[name]
            if any(change.column in about for change in planned.changes):
                self._problem(planned, about[0], Misread(str(message)))
        if planned.changes:
            self._refuse_locked(planned, target)
        if is_translation and not planned.problems:
            self._translate(planned, target)
        if row.pictures and practice.is_new and not is_translation:
            planned.pictures = usable(row.pictures)
            planned.changes.append(Change(PICTURES, "", told(len(row.pictures), len(planned.pictures))))

    def _read_all(self, row: Row, planned: PlannedRow) -> None:
        """Reports the other errors of a row that cannot be placed, so that users see all of them at once."""
        for column in COLUMNS:
            if column.name in row.cells and column.name not in row.marks:
                try:
                    column.read(self._meant(row, column.name), self.knowledge)
                except Misread as error:
                    self._problem(planned, column.name, error, as_text(row.cells[column.name]))

    def _put(self, row: Row, planned: PlannedRow, target: Target, column: Column) -> None:
        """Raises `Misread`. A value that would be written the same way is left untouched, with its formatting."""
        typed, written = self._meant(row, column.name), column.write(column.value(target))
        if as_text(typed) == as_text(written):
            return
        value = column.read(typed, self.knowledge)
        new = column.write(value)
        if column.has(target, value) or (written and new == self._as_read(column, written)):
            return
        practice = planned.practice
        if practice and column.is_fact and not column.has_words and (earlier := practice.written.get(column.name)):
            text = _("Row %(number)d says something else about the same practice.")
            raise Misread(text % {"number": earlier})
        if practice and column.is_fact:
            practice.written.update(dict.fromkeys(column.tells_of(value), row.number))
        planned.changes.append(Change(column.name, written, new))
        column.put(target, value)

    def _meant(self, row: Row, name: str) -> Cell:
        """The cell with misspelt values replaced by the intended ones."""
        cell = row.cells.get(name)
        if all(column != name for column, _typed in self.meant):
            return cell
        if (whole := self.meant.get((name, as_text(cell)))) is not None:
            return whole
        items = items_of(cell)
        replaced = [part for item in items for part in items_of(self.meant.get((name, item), item))]
        return cell if replaced == items else "\n".join(replaced)

    def _as_read(self, column: Column, written: str) -> str:
        try:
            return column.write(column.read(written, self.knowledge))
        except Misread:  # a retired term, for instance
            return written

    def _translate(self, planned: PlannedRow, target: Target) -> None:
        changed = [each for each in planned.changes if not BY_NAME[each.column].is_fact]
        if not changed:
            return
        if not planned.is_new:
            text = _("The practice has been translated already. Change the translation where it is translated.")
            self._problem(planned, changed[0].column, Misread(text, "", changed[0].new))
            return
        planned.words, lacking = texts_of_translation(target.facts, target.words)
        for field in lacking:
            name = "result_line" if field == "result" else field
            text = _("A translation has the same paragraphs and list items as the original.")
            self._problem(planned, name, Misread(text))

    # -- what is wrong ------------------------------------------------------------------------------------------------

    def _refuse_marks(self, row: Row, planned: PlannedRow) -> None:
        if row.is_hidden:
            self._problem(planned, "", Misread(_("The row is hidden. Show it, or delete it.")))
        texts = {
            "formula": _("The cell has a formula. Replace it with its value."),
            "merged": _("The cell is merged with others. Give each practice a row of its own."),
            "hidden": _("The column is hidden. Show it, or delete it."),
        }
        for name, mark in row.marks.items():
            self._problem(planned, name, Misread(texts[mark]), row.text(name))

    def _refuse_locked(self, planned: PlannedRow, target: Target) -> None:
        facts = any(BY_NAME[change.column].is_fact for change in planned.changes)
        for page in {id(page): page for page in (target.words, *([target.facts] if facts else []))}.values():
            if planned.practice and page.pk in planned.practice.stored:
                try:
                    self.places.refuse_editing(planned.practice.stored[page.pk])
                except Misread as error:
                    self._problem(planned, "", error, planned.title)
                    return

    def _problem(self, planned: PlannedRow, column: str, error: Misread, value: str = "") -> None:
        where = self.table.where(planned.number, column)
        planned.problems.append(Problem(column, error.value or value, f"{where}: {error.message}", error.suggestion))


_ABOUT = {  # the columns of inconsistent facts, by the field of the error
    "end_year": ("end_year", "start_year"),
    "ongoing": ("ongoing", "end_year"),
    "group_max": ("group_size",),
    "level_to": ("language_level",),
}
