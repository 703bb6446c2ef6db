"""Counts what readers searched for and the site did not find, after the response has been sent."""

import logging
import unicodedata
from threading import local
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError
from django.db.models import F
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from search.language.analysis import words
from search.models import MissedSearch
from search.models.missed import MAX_KEPT
from search.query.query import SORTS, Query
from search.query.results import Results
from search.query.text import parse_text

log = logging.getLogger(__name__)
MAX_A_DAY = 500  # different searches: a bot that tries out words must not fill the table
MAX_DIGITS = 5  # more may be a phone number, a date of birth or a passport number
_waiting = local()  # the missed search of this thread's request


def count_after_response(request: HttpRequest, query: Query, results: Results) -> None:
    """Records a search that found nothing, or not what was typed; it is written after the response has been sent.

    Only for the first page of searches without filters, which may be why nothing was found. Not for signed-in users,
    since editors try things out.
    """
    if query.filters or query.page > 1 or query.sort != SORTS[0] or request.user.is_authenticated:
        return
    kind = _kind(results)
    text = kept_text(query.text)
    if kind and text and not parse_text(query.text, query.language).excluded:
        _waiting.missed = (query.language, text, kind)


def _kind(results: Results) -> str:
    if not results.total:
        return MissedSearch.Kind.NOTHING
    if results.corrected_to:
        return MissedSearch.Kind.CORRECTED
    return MissedSearch.Kind.PARTIAL if results.is_partial else ""


def kept_text(text: str) -> str:
    """The words of `text`; empty if it may identify somebody or say how to reach them."""
    plain = unicodedata.normalize("NFKC", text)
    if "@" in plain or "://" in plain or sum(map(str.isdigit, plain)) > MAX_DIGITS:
        return ""
    return " ".join(words(plain))[:MAX_KEPT].strip()


@receiver(request_finished)
def write(**kwargs: Any) -> None:
    missed = getattr(_waiting, "missed", None)
    if missed is None:
        return
    _waiting.missed = None
    try:
        count(*missed)
    except DatabaseError as error:  # nobody is waiting for it, and no count is worth an error
        log.warning("A search was not counted: %s", error)


def count(language: str, text: str, kind: str) -> None:
    today = MissedSearch.objects.filter(day=timezone.localdate())
    if today.filter(language=language, text=text, kind=kind).update(count=F("count") + 1):
        return
    if today.count() < MAX_A_DAY:
        row = MissedSearch(language=language, text=text, kind=kind, day=timezone.localdate())
        MissedSearch.objects.bulk_create([row], ignore_conflicts=True)  # another process may have been faster
