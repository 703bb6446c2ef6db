"""Keeps the search entries in sync with the pages, in the transaction of each change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page

from cms.base.signals import content_changed, content_changing, labels_changed, worker_run
from search.engines.current import current_engine
from search.engines.database.text_index import text_index
from search.language.terms import terms_by_part
from search.models import SearchClock, SearchEntry
from search.projection.project import Projection, project
from search.projection.word_counts import count_words, recount_words

BATCH = 200
FIELDS = ["kind", "language", "words", "labels", "facets", "look", "sorted_at"]


@receiver(content_changing)
def on_content_changing(**kwargs: Any) -> None:
    if transaction.get_connection().in_atomic_block:
        SearchClock.lock()


@receiver(content_changed)
@transaction.atomic(savepoint=False)
def on_content_changed(keys: Iterable[UUID], **kwargs: Any) -> None:
    SearchClock.lock()  # before `keys` is evaluated: it may be a query that a concurrent save changes
    for batch in batches(set(keys)):
        _update(batch)


@receiver(worker_run)
def on_worker_run(**kwargs: Any) -> None:
    current_engine().catch_up()


@receiver(labels_changed)
def on_labels_changed(**kwargs: Any) -> None:
    """Moves the clock, so that every process reloads the labels of facet values."""
    SearchClock.tick()


def batches(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    iterator = iter(keys)
    while batch := list(islice(iterator, BATCH)):
        yield batch


@dataclass
class Differences:
    """Translation keys whose entries do not match their pages."""

    missing: list[UUID] = field(default_factory=list)
    outdated: list[UUID] = field(default_factory=list)
    surplus: list[UUID] = field(default_factory=list)

    @property
    def keys(self) -> list[UUID]:
        return [*self.missing, *self.outdated, *self.surplus]


@transaction.atomic
def update(keys: list[UUID]) -> int:
    """Brings the entries of `keys` in line with their pages. Returns how many changed."""
    SearchClock.lock()
    return _update(keys)


def _update(keys: list[UUID]) -> int:
    wanted = project(keys)
    stored = {entry.key: entry for entry in SearchEntry.objects.filter(key__in=keys)}
    changed = [p for key, p in wanted.items() if key not in stored or _differs(stored[key], p)]
    removed = [entry for key, entry in stored.items() if key not in wanted and not entry.removed]
    if not changed and not removed:
        return 0
    before = [*removed, *(stored[projection.key] for projection in changed if projection.key in stored)]
    version = write(changed, before)
    if removed:
        # Removed entries keep none of their words.
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in removed]).update(
            removed=True, version=version, words={}, labels={}, terms={}, facets={}, look={}
        )
        text_index().remove([entry.pk for entry in removed])
    transaction.on_commit(current_engine().entries_changed, robust=True)
    return len(changed) + len(removed)


def write(projections: Iterable[Projection], before: Iterable[SearchEntry] = ()) -> int:
    """Stores `projections` as entries and in the text index. Returns their version.

    `before`: what is stored of these entries, and of those that are about to be removed.
    """
    version = SearchClock.tick()
    entries = [SearchEntry(**projection.fields(), version=version) for projection in projections]
    for entry in entries:
        entry.terms = _terms(entry)
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["key"], update_fields=[*FIELDS, "terms", "version", "removed"]
    )
    text_index().put(entries)
    count_words(before, entries, version)
    return version


def _terms(entry: SearchEntry) -> dict[str, str]:
    return terms_by_part(entry.words, entry.labels)


def _differs(entry: SearchEntry, projection: Projection) -> bool:
    """An entry without terms was written before terms were stored."""
    return entry.removed or not entry.terms or any(getattr(entry, name) != getattr(projection, name) for name in FIELDS)


def all_keys() -> list[UUID]:
    """Every translation group that has a page or an entry."""
    pages = Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True).distinct().order_by()
    return list({*pages, *SearchEntry.objects.values_list("key", flat=True)})


def find_differences() -> Differences:
    """Compares every entry with its pages, without changing anything."""
    found = Differences()
    for batch in batches(all_keys()):
        wanted = project(batch)
        stored = {entry.key: entry for entry in SearchEntry.objects.filter(key__in=batch)}
        for key in batch:
            entry, projection = stored.get(key), wanted.get(key)
            if projection is None:
                if entry is not None and not entry.removed:
                    found.surplus.append(key)
            elif entry is None or entry.removed:
                found.missing.append(key)
            elif _differs(entry, projection):
                found.outdated.append(key)
    return found


def _reanalyse(keys: list[UUID]) -> None:
    """Recomputes the terms of entries: the analysis may have changed since they were written."""
    entries = list(SearchEntry.objects.filter(key__in=keys, removed=False))
    different = [entry for entry in entries if entry.terms != _terms(entry)]
    if different:
        version = SearchClock.tick()
        for entry in different:
            entry.terms, entry.version = _terms(entry), version
        SearchEntry.objects.bulk_update(different, ["terms", "version"])
        transaction.on_commit(current_engine().entries_changed, robust=True)
    text_index().put(entries)


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Rebuilds all entries and the text index, batch by batch; searches continue meanwhile and miss nothing.

    Returns the number of entries. `progress` is called with the number of groups done and the total.
    """
    keys = all_keys()
    for done, batch in enumerate(batches(keys)):
        with transaction.atomic():
            update(batch)
            _reanalyse(batch)
        if progress:
            progress(min((done + 1) * BATCH, len(keys)), len(keys))
    text_index().keep_only(SearchEntry.objects.filter(removed=False))
    recount_words()
    SearchClock.tick()  # processes may have cached matches from before the rebuild
    return SearchEntry.objects.filter(removed=False).count()
