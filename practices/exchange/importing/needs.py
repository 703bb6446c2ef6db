"""What a practice would still lack for review after its rows were imported. Computed in memory, saves nothing."""

from django.core.exceptions import ValidationError

from cms.base.errors import error_summary
from cms.base.media.picture_rules import unsaid_of
from cms.base.models import SiteImage
from practices.curation.missing import label_of
from practices.exchange.importing.pictures import words_for
from practices.exchange.importing.row import PlannedRow

PLACED = {"path", "depth", "slug"}  # set when a page is added to the tree
BLANK = {"blank", "null"}  # error codes


def gives_draft(row: PlannedRow) -> bool:
    """Whether the row gives its practice a draft that can be submitted. Translations have no review."""
    if row.problems or row.practice is None:
        return False
    if row.language == row.practice.language:
        return row.outcome in ("new", "changed")
    return any(row.practice.written.get(change.column) == row.number for change in row.changes)


def needs_of(row: PlannedRow) -> str:
    """Like `unpublishable_because`, as text; empty if nothing is missing. All rows must have been planned."""
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
        texts += unsaid_of(SiteImage())  # documents have no metadata for pictures
    if others:
        texts.append(error_summary(page, ValidationError(others)))
    return " ".join(texts)
