"""Keeps the search entries in step with the pages, in the transaction of each change."""

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
from search.query.spelling import remember

BATCH = 200
FIELDS = ["kind", "language", "words", "labels", "facets", "sorted_at"]


@receiver(content_changing)
def on_content_changing(**kwargs: Any) -> None:
    if transaction.get_connection().in_atomic_block:
        SearchClock.lock()


@receiver(content_changed)
@transaction.atomic(savepoint=False)
def on_content_changed(keys: Iterable[UUID], **kwargs: Any) -> None:
    SearchClock.lock()  # before the keys are read: a page that somebody else has just saved may be among them
    for batch in batches(set(keys)):
        _update(batch)


@receiver(worker_run)
def on_worker_run(**kwargs: Any) -> None:
    current_engine().catch_up()


@receiver(labels_changed)
def on_labels_changed(**kwargs: Any) -> None:
    """Every process reads the labels of facet values anew when the clock has moved."""
    SearchClock.tick()


def batches(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    iterator = iter(keys)
    while batch := list(islice(iterator, BATCH)):
        yield batch


@dataclass
class Differences:
    """Translation keys whose entries are not what their pages say."""

    missing: list[UUID] = field(default_factory=list)
    outdated: list[UUID] = field(default_factory=list)
    surplus: list[UUID] = field(default_factory=list)

    @property
    def keys(self) -> list[UUID]:
        return [*self.missing, *self.outdated, *self.surplus]


@transaction.atomic
def update(keys: list[UUID]) -> int:
    """Make the entries of `keys` what their pages say. Returns how many had to change."""
    SearchClock.lock()
    return _update(keys)


def _update(keys: list[UUID]) -> int:
    wanted = project(keys)
    stored = {entry.key: entry for entry in SearchEntry.objects.filter(key__in=keys)}
    changed = [p for key, p in wanted.items() if key not in stored or _differs(stored[key], p)]
    gone = [entry for key, entry in stored.items() if key not in wanted and not entry.removed]
    if not changed and not gone:
        return 0
    version = write(changed)
    if gone:
        # The words of what is gone are not kept.
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in gone]).update(
            removed=True, version=version, words={}, labels={}, terms={}, facets={}
        )
        text_index().remove([entry.pk for entry in gone])
    transaction.on_commit(current_engine().entries_changed, robust=True)
    return len(changed) + len(gone)


def write(projections: Iterable[Projection]) -> int:
    """Store `projections` as entries and their texts. Returns the version that they have."""
    version = SearchClock.tick()
    entries = [SearchEntry(**projection.fields(), version=version) for projection in projections]
    for entry in entries:
        entry.terms = _terms(entry)
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["key"], update_fields=[*FIELDS, "terms", "version", "removed"]
    )
    text_index().put(entries)
    remember(entries)
    return version


def _terms(entry: SearchEntry) -> dict[str, str]:
    return terms_by_part(entry.words, entry.labels)


def _differs(entry: SearchEntry, projection: Projection) -> bool:
    """An entry without terms is one from before they were stored."""
    return entry.removed or not entry.terms or any(getattr(entry, name) != getattr(projection, name) for name in FIELDS)


def all_keys() -> list[UUID]:
    """Every translation group that has a page or an entry."""
    pages = Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True).distinct().order_by()
    return list({*pages, *SearchEntry.objects.values_list("key", flat=True)})


def find_differences() -> Differences:
    """Compare every entry with its pages, without changing anything."""
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


def _analyse(keys: list[UUID]) -> None:
    """Work out the terms of entries anew: the analysis may be another than when they were written."""
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
    """Project everything and write every text anew, batch by batch; searches go on meanwhile and miss nothing.

    Returns the number of entries. `progress` is called with the groups done and the groups in all.
    """
    keys = all_keys()
    for done, batch in enumerate(batches(keys)):
        with transaction.atomic():
            update(batch)
            _analyse(batch)
        if progress:
            progress(min((done + 1) * BATCH, len(keys)), len(keys))
    text_index().keep_only(SearchEntry.objects.filter(removed=False))
    SearchClock.tick()  # what processes have looked up may have been mended
    return SearchEntry.objects.filter(removed=False).count()
