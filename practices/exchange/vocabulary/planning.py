"""Plans the outcome for each term in a file. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from rapidfuzz import fuzz, process

from cms.base.languages import content_languages
from practices.exchange.columns.cells import Misread, as_text
from practices.exchange.columns.near_misses import nearest, plain
from practices.exchange.importing.row import Change
from practices.exchange.vocabulary.columns import (
    BROADER,
    SCHEME,
    SLUG,
    TermColumn,
    label_in,
    language_of,
    term_columns,
    words_of,
)
from practices.exchange.vocabulary.planned import Plan, PlannedTerm, depth
from practices.exchange.vocabulary.record import Contents, Record, listed
from practices.facts.usage import pages_using
from practices.vocabulary.concept import LONGEST_SLUG, Concept, slug_of
from practices.vocabulary.former_slug import FormerSlug
from practices.vocabulary.ordering import UNORDERED

SIMILAR = 88  # score out of 100: "Mentoring" and "Mentorring", but not "Iceland" and "Ireland"
Key = tuple[str, str]  # vocabulary and slug


def plan(contents: Contents) -> Plan:
    """In the order of the file. A constant number of queries."""
    return _Planner(contents).plan()


class _Planner:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        terms = list(Concept.objects.order_by("scheme", "position", "slug"))
        self.by_key: dict[Key, Concept] = {(term.scheme, term.slug): term for term in terms}
        by_id = {term.pk: term for term in terms}
        for term in terms:
            if term.broader_id:
                term.broader = by_id[term.broader_id]
        former = FormerSlug.objects.values_list("scheme", "slug", "concept_id")
        self.former: dict[Key, Concept] = {(scheme, slug): by_id[pk] for scheme, slug, pk in former}
        self.columns = {column.name: column for column in term_columns()}
        self.schemes = _names_of_schemes()
        self._about: dict[int, PlannedTerm] = {}  # the row of each term, by `id()`
        self.last: dict[str, int] = defaultdict(lambda: -1)  # position, by vocabulary
        for term in terms:
            self.last[term.scheme] = max(self.last[term.scheme], term.position)
        self.named = {self._key(record) for record in contents.records}

    def plan(self) -> Plan:
        rows: list[PlannedTerm] = []
        replaced: list[PlannedTerm] = []
        for record in self.contents.records:
            row = PlannedTerm(record)
            (rows if self._find(row) else replaced).append(row)
        for row in rows:
            if row.term:
                self._compare(row, row.term)
        self._keep_labels(rows)
        self._refuse_circles(rows)
        self._refuse_headings_in_use(rows)
        self._refuse_same_labels(rows)
        notes = list(self.contents.notes)
        unknown = [row.record.where for row in replaced if self._key(row.record) not in self.former]
        if unknown:
            notes.append(_("Left out, because other terms have replaced them: %(terms)s") % {"terms": listed(unknown)})
        return Plan(rows, notes)

    # -- which term ---------------------------------------------------------------------------------------------------

    def _key(self, record: Record) -> Key:
        typed = record.cells.get(SCHEME, "")
        return self.schemes.get(plain(typed), ""), record.cells.get(SLUG, "").strip()

    def _find(self, row: PlannedTerm) -> bool:
        """Finds the term. Returns False if the file says that it has been replaced."""
        record = row.record
        for column, value, message in record.problems:
            row.refuse(column, value, message)
        scheme, slug = key = self._key(record)
        if not scheme:
            typed = record.cells.get(SCHEME, "")
            near = nearest(typed, list(self.schemes)) if typed else None
            text = _("There is no such vocabulary. There are: %(names)s.")
            names = "; ".join(str(label) for label in Concept.Scheme.labels)
            meant = str(Concept.Scheme(self.schemes[near]).label) if near else ""
            row.refuse(SCHEME, typed, text % {"names": names}, meant)
            return True
        if not slug:
            slug = self._free_slug(scheme, label_in(record))
            if not slug:
                row.refuse(SLUG, "", _("A term needs a slug: lower-case letters, digits and hyphens."))
                return True
            row.term, row.is_new = self._add(scheme, slug), True
            return True
        term = self.by_key.get(key)
        if term is None and record.is_replaced:
            return False
        row.term = term or self.former.get(key) or self._add(scheme, slug)
        row.is_new = row.term.pk is None
        return True

    def _free_slug(self, scheme: str, label: str) -> str:
        """A slug for a new term; empty if none can be derived. A label that is taken is refused later."""
        wanted = slug_of(label)
        taken = {slug for name, slug in (*self.by_key, *self.former, *self.named) if name == scheme}
        found, number = wanted, 1
        while found and found in taken:
            number += 1
            found = f"{wanted[: LONGEST_SLUG - 1 - len(str(number))]}-{number}"
        return found

    def _add(self, scheme: str, slug: str) -> Concept:
        """Adds it at the end of its vocabulary."""
        term = Concept(scheme=scheme, slug=slug)
        if scheme not in UNORDERED:
            self.last[scheme] += 1
            term.position = self.last[scheme]
        self.by_key[scheme, slug] = term
        return term

    # -- what it says -------------------------------------------------------------------------------------------------

    def _compare(self, row: PlannedTerm, term: Concept) -> None:
        if (other := self._about.setdefault(id(term), row)) is not row:
            text = _("This term is there twice: also at %(where)s.")
            row.refuse("", "", text % {"where": other.place})
            return
        for name, typed in row.record.cells.items():
            if column := self.columns.get(name):
                try:
                    self._put(row, term, column, typed)
                except Misread as error:
                    row.refuse(name, error.value or typed, error.message, error.suggestion)
        if row.is_new and not row.problems and not any(term.labels.values()):
            row.refuse("", term.slug, _("A new term needs a label."))
        if row.is_new or row.changes:
            try:
                term.clean_fields(exclude=["labels", "alt_labels", "definitions", "broader"])
            except ValidationError as error:
                for field, messages in error.message_dict.items():
                    row.refuse(field, as_text(getattr(term, field)), " ".join(messages))

    def _put(self, row: PlannedTerm, term: Concept, column: TermColumn, typed: str) -> None:
        """Raises `Misread`."""
        old = column.text(term)
        value = self._broader(term, typed) if column.name == BROADER else column.read(typed)
        if column.is_same(old, as_text(typed)):
            return
        before = getattr(term, column.field)
        column.put(term, value)
        new = column.text(term)
        if column.is_same(old, new):
            setattr(term, column.field, before)
        else:
            row.changes.append(Change(column.name, old, new))

    def _keep_labels(self, rows: Iterable[PlannedTerm]) -> None:
        """A former label becomes an alternative label, so that searches and other people's tables still find the term.

        Not if the file itself lists the alternative labels, nor if another term now has that label.
        """
        called = {
            (term.scheme, code, plain(label)) for term in self.by_key.values() for code, label in term.labels.items()
        }
        for row in rows:
            for change in list(row.changes) if row.term and not row.is_new else ():
                code = language_of(change.column)
                column = self.columns.get(f"alt_labels_{code}")
                if row.term and change.column == f"labels_{code}" and change.old and column:
                    is_other = (row.term.scheme, code, plain(change.old)) in called  # or its own, in another spelling
                    if not (is_other or "," in change.old or column.name in row.record.cells):
                        self._keep(row, row.term, column, change)

    def _keep(self, row: PlannedTerm, term: Concept, column: TermColumn, change: Change) -> None:
        before = column.text(term)
        words = [word for word in words_of(before) if plain(word) != plain(change.new)]
        if plain(change.old) not in map(plain, words):
            words.append(change.old)
        try:
            column.put(term, column.read(", ".join(words)))
        except Misread:  # there is no room for more
            return
        if not column.is_same(before, column.text(term)):
            row.changes.insert(row.changes.index(change) + 1, Change(column.name, before, column.text(term)))
            row.kept.add(column.name)

    def _broader(self, term: Concept, typed: str) -> Concept:
        """Raises `Misread`."""
        key = (term.scheme, typed)
        found = self.by_key.get(key) or self.former.get(key)
        if found is None:
            slugs = [slug for scheme, slug in self.by_key if scheme == term.scheme]
            text = _("This vocabulary has no term “%(term)s”.")
            raise Misread(text % {"term": typed}, nearest(typed, slugs) or "", typed)
        return found

    # -- what is wrong ------------------------------------------------------------------------------------------------

    def _refuse_circles(self, rows: Iterable[PlannedTerm]) -> None:
        circular = []
        for row in rows:
            try:
                if row.term:
                    depth(row.term)
            except ValueError:
                circular.append(row)
        for row in circular:
            row.refuse(BROADER, row.record.cells.get(BROADER, ""), _("A term cannot be narrower than itself."))

    def _refuse_headings_in_use(self, rows: Iterable[PlannedTerm]) -> None:
        become = {
            row.term: row
            for row in rows
            if row.term and row.term.pk and row.term.is_heading and _has(row, "is_heading")
        }
        for term in pages_using(become):
            become[term].refuse("is_heading", "", _("This term is in use, so it cannot be only a heading."))

    def _refuse_same_labels(self, rows: Iterable[PlannedTerm]) -> None:
        """Readers could not distinguish two terms with the same label. Similar new ones are pointed out."""
        named: dict[tuple[str, str], dict[str, list[Concept]]] = defaultdict(lambda: defaultdict(list))
        for term in self.by_key.values():
            for code, label in term.labels.items():
                named[term.scheme, code][plain(label)].append(term)
        there = {
            key: [label for label, terms in found.items() if any(each.pk for each in terms)]
            for key, found in named.items()
        }
        for row in rows:
            for code, _name in content_languages():
                column = f"labels_{code}"
                if row.term and _has(row, column):
                    label, key = row.term.labels[code], (row.term.scheme, code)
                    same = [term for term in named[key][plain(label)] if term is not row.term]
                    if same:
                        text = _("Another term of this vocabulary has this label: %(slug)s.")
                        row.refuse(column, label, text % {"slug": same[0].slug})
                    elif row.is_new and not row.similar:
                        near = process.extractOne(plain(label), there[key], scorer=fuzz.ratio, score_cutoff=SIMILAR)
                        row.similar = named[key][near[0]][0].slug if near else ""


def _has(row: PlannedTerm, column: str) -> bool:
    return any(change.column == column for change in row.changes)


def _names_of_schemes() -> dict[str, str]:
    """Schemes by their labels in each of the site's languages, and by their own names."""
    found = {plain(value): value for value in Concept.Scheme.values}
    for code in {"en", *(code for code, _name in content_languages())}:
        with override(code):
            for value, label in Concept.Scheme.choices:
                found.setdefault(plain(str(label)), value)
    return found
