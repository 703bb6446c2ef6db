"""Undoes an import of the vocabulary, except for terms that were changed, or new ones that were used, since."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cms.base.signals import announced_once
from practices.exchange.vocabulary.model import ImportedTerm, TermsImport, values_of
from practices.facts.locking import lock_terms
from practices.facts.usage import pages_using
from practices.vocabulary.concept import Concept
from practices.vocabulary.former_slug import FormerSlug

UNDONE = "practices.undo_import_term"  # in the log of a term


def what_stays(run: TermsImport) -> dict[int, str]:
    """What undoing would leave as it is, and why, by row id. A constant number of queries."""
    rows = list(run.terms.select_related("term"))
    left = {row.pk: why for row in rows if (why := _touched(row))}
    left |= _in_use([row for row in rows if row.is_new and row.pk not in left])
    below: dict[Any, Any] = dict(Concept.objects.exclude(broader=None).values_list("pk", "broader"))
    below |= {row.term_id: row.before["broader_id"] for row in rows if not row.is_new and row.pk not in left}
    going: dict[Any, int] = {row.term_id: row.pk for row in rows if row.is_new and row.pk not in left}
    while staying := {above for pk, above in below.items() if above in going and pk not in going}:
        left |= {going.pop(pk): _("It has narrower terms that stay.") for pk in staying}
    return left


def undo(run: TermsImport, user: Any) -> bool:
    """Returns False if it was already undone, perhaps concurrently. Rows that are left record the reason."""
    with announced_once():
        if not TermsImport.objects.filter(pk=run.pk, undone=None).update(undone=timezone.now(), undone_by=user):
            return False
        lock_terms(Concept, list(Concept.objects.values_list("pk", flat=True)))
        left = what_stays(run)
        rows = [row for row in run.terms.select_related("term") if row.pk not in left]
        left |= _restore([row for row in rows if not row.is_new], user)
        left |= _delete([row for row in rows if row.is_new], user)
        for row in run.terms.filter(pk__in=left):
            row.why_left = left[row.pk]
            row.save(update_fields=["why_left"])
    return True


def _touched(row: ImportedTerm) -> str:
    if row.term is None:
        return _("It has been deleted since, or merged with another term.")
    return "" if values_of(row.term) == row.after else _("Somebody has changed it since.")


def _restore(rows: list[ImportedTerm], user: Any) -> dict[int, str]:
    """Restores terms as the model allows. Some can only be restored after others are no longer above them."""
    while True:
        refused = {row.pk: why for row in rows if (why := _restored(row, user))}
        if len(refused) in (0, len(rows)):
            return refused
        rows = [row for row in rows if row.pk in refused]


def _restored(row: ImportedTerm, user: Any) -> str:
    """Restores one term. Returns why it could not; empty if it was restored."""
    pk: Any = row.term_id
    term: Any = Concept.objects.get(pk=pk)  # its broader term may have been saved since
    for name, value in row.before.items():
        setattr(term, name, value)
    try:
        term.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    term.save()
    log(instance=term, action=UNDONE, user=user, data={"file": row.run.file_name}, content_changed=True)
    return ""


def _delete(rows: list[ImportedTerm], user: Any) -> dict[int, str]:
    """Deletes narrower terms before broader ones."""
    waiting = rows
    while free := [row for row in waiting if not Concept.objects.filter(broader=row.term_id).exists()]:
        for row in free:
            term: Any = row.term
            log(instance=term, action="wagtail.delete", user=user, deleted=True)
            term.delete()
        waiting = [row for row in waiting if row not in free]
    return {row.pk: _("It has narrower terms that stay.") for row in waiting}


def _in_use(rows: Iterable[ImportedTerm]) -> dict[int, str]:
    by_term: dict[Any, int] = {row.term: row.pk for row in rows}
    former = set(FormerSlug.objects.filter(concept__in=list(by_term)).values_list("concept", flat=True))
    merged = _("Another term has been merged with it, or it had another slug.")
    left = {pk: merged for term, pk in by_term.items() if term.pk in former}
    for term, pages in pages_using(list(by_term)).items():
        text = ngettext("%(count)d page or draft uses it.", "%(count)d pages or drafts use it.", len(pages))
        left[by_term[term]] = text % {"count": len(pages)}
    return left
