"""What a practice would still lack for review, if its rows were imported: found in memory, nothing is saved."""

from django.core.exceptions import ValidationError

from cms.base.errors import error_summary
from cms.base.media.picture_rules import unsaid_of
from cms.base.models import SiteImage
from practices.curation.missing import label_of
from practices.exchange.importing.pictures import words_for
from practices.exchange.importing.row import PlannedRow

PLACED = {"path", "depth", "slug"}  # what a page gets where it is put
BLANK = {"blank", "null"}  # codes of errors


def gives_draft(row: PlannedRow) -> bool:
    """Whether its practice gets a draft that can be submitted. Translations have no review."""
    if row.problems or row.practice is None:
        return False
    if row.language == row.practice.language:
        return row.outcome in ("new", "changed")
    return any(row.practice.written.get(change.column) == row.number for change in row.changes)


def needs_of(row: PlannedRow) -> str:
    """As `unpublishable_because`, for people; empty if nothing is lacking. All rows have to be planned before."""
    practice = row.practice
    if practice is None:
        return ""
    page = practice.facts
    errors = {name: found for name, found in page.unpublishable_because().items() if name not in PLACED}
    facts = set(page.missing_facts())
    missing = [name for name, found in errors.items() if name in facts or all(error.code in BLANK for error in found)]
    names = [label_of(name) for name in missing]
    if row.pictures and not words_for(row.pictures[0]):
        names.append(label_of("image_alt"))
    others = {name: found for name, found in errors.items() if name not in missing}
    texts = [", ".join(names) + "."] if names else []
    if row.pictures:
        texts += unsaid_of(SiteImage())  # a document says nothing of its pictures
    if others:
        texts.append(error_summary(page, ValidationError(others)))
    return " ".join(texts)
