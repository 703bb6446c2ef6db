"""Applies the plan in one transaction, including the updates of the search and the translators' desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.log_actions import log

from cms.base.signals import announced_once
from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.model import ImportedTerm, TermsImport, values_of
from practices.exchange.vocabulary.planned import Plan, PlannedTerm
from practices.exchange.vocabulary.planning import plan
from practices.exchange.vocabulary.record import Contents
from practices.facts.locking import lock_terms
from practices.vocabulary.concept import Concept

IMPORTED = "practices.import_term"  # in the history of a term


class Outdated(Exception):
    """The vocabulary has changed since the plan was shown. Nothing was written."""


def import_terms(contents: Contents, file_name: str, user: Any, digest: str | None = None) -> Plan:
    """Returns the plan applied. Raises `Outdated` unless it matches `digest`, if given; `FileProblem` if it fails."""
    try:
        with announced_once():
            lock_terms(Concept, list(Concept.objects.values_list("pk", flat=True)))
            found = plan(contents)
            if digest not in (None, found.digest):
                raise Outdated
            if found.of("wrong"):
                raise FileProblem(found.of("wrong")[0].problems[0].message)
            rows = found.to_save()
            before = {
                term.pk: values_of(term)
                for term in Concept.objects.filter(pk__in=[row.term.pk for row in rows if row.term])
            }
            for row in rows:
                _save(row, file_name, user)
            found.run = _noted(rows, before, file_name, user)
    except IntegrityError as error:  # somebody has just added the same term
        raise Outdated from error
    return found


def _noted(rows: list[PlannedTerm], before: dict[int, dict[str, Any]], file_name: str, user: Any) -> TermsImport | None:
    """Records what is needed to undo it. None if nothing was done."""
    if not rows:
        return None
    run = TermsImport.objects.create(user=user, file_name=file_name[:255])
    stored = Concept.objects.in_bulk([row.term.pk for row in rows if row.term])  # as it will be compared on undo
    ImportedTerm.objects.bulk_create(
        ImportedTerm(
            run=run,
            term=row.term,
            title=row.title,
            is_new=row.is_new,
            before=before.get(row.term.pk, {}),
            after=values_of(stored[row.term.pk]),
        )
        for row in rows
        if row.term
    )
    return run


def _save(row: PlannedTerm, file_name: str, user: Any) -> None:
    """Validates and saves. Raises `FileProblem`."""
    term: Any = row.term
    term.broader = term.broader  # updates the id, which a new one has only now
    try:
        term.full_clean()
    except ValidationError as error:
        raise FileProblem(f"{row.record.where}: {' '.join(error.messages)}") from error
    term.save()
    data = {"file": file_name, "columns": [change.column for change in row.changes]}
    log(instance=term, action=IMPORTED, user=user, data=data, content_changed=True)
