"""The index behind its alias: created if missing, filled in version order, replaced while it is being searched.

Everything up to the version in the *checkpoint* document is in the index: it is the last operation of each bulk
request, and operations on one shard are applied in order.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import time
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.engines.base import Unavailable
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.documents import FIELDS, document
from search.engines.elasticsearch.response import items, number, part
from search.models import SearchClock, SearchEntry

BATCH = 400  # documents in a bulk request: about 8 MB with five languages
ABANDONED_AFTER = 60 * 60  # seconds: an older new index that is not in use was left behind by a stopped process
CONCURRENT_BULKS = 2  # while a new index is filled
CHECKPOINT = "checkpoint"
IGNORED_STATUSES = {409}  # a newer version is already there


class FeedRefused(Exception):
    """Elasticsearch rejected documents of a bulk request. Nothing after them counts as sent."""


@dataclass(frozen=True)
class Batch:
    entries: list[SearchEntry]
    checkpoint: int  # once this batch is sent, everything up to this version has been


def alias_name() -> str:
    """Named after the mapping, so that a new mapping never gets documents of another shape."""
    return f"{settings.ELASTICSEARCH_INDEX}-{mapping.fingerprint()}"


def latest_version() -> int:
    """The version of the newest entry in the database; 0 without entries."""
    return SearchClock.now_with_entries()[1]


def ensure_index(client: Elasticsearch) -> None:
    """Creates an empty index behind the alias if there is none. Safe if two processes try at once."""
    alias = alias_name()
    if client.indices.exists_alias(name=alias):
        return
    create_index(client, f"{alias}-1", aliases={alias: {}})


def create_index(client: Elasticsearch, name: str, aliases: dict[str, Any]) -> bool:
    """Whether it was created, rather than there already."""
    try:
        client.indices.create(index=name, settings=mapping.settings(), mappings=mapping.mappings(), aliases=aliases)
    except ApiError as error:
        if error.error != "resource_already_exists_exception":
            raise
        return False
    return True


def indexed_version(client: Elasticsearch, index: str) -> int:
    """The checkpoint of `index`; -1 if nothing has been sent yet. Raises `NotFoundError` if there is no index."""
    try:
        found = part(client.get(index=index, id=CHECKPOINT).body, "_source", "checkpoint")
    except NotFoundError as error:
        if error.error == "index_not_found_exception":
            raise
        return -1
    if not isinstance(found, int):
        raise Unavailable("unexpected response: the checkpoint is not a number")
    return found


def feed(client: Elasticsearch, index: str, *, progress: Callable[[int], None] | None = None) -> int:
    """Sends every entry newer than the checkpoint of `index`, oldest first. Returns how many were sent."""
    sent = 0
    for batch in newer_than(indexed_version(client, index)):
        send(client, index, bulk_operations(batch))
        sent += len(batch.entries)
        if progress:
            progress(sent)
    return sent


def newer_than(version: int) -> Iterator[Batch]:
    """The entries after `version` in batches, in version order and bounded memory."""
    position = (version, 0)
    while True:
        rows = list(_after(*position)[: BATCH + 1])
        if not rows:
            return
        entries, following = rows[:BATCH], rows[BATCH:]
        last = entries[-1]
        is_split = bool(following) and following[0].version == last.version
        yield Batch(entries, last.version - 1 if is_split else last.version)
        position = (last.version, last.pk)


def _after(version: int, pk: int) -> Any:
    entries = SearchEntry.objects.only(*FIELDS).order_by("version", "pk")
    same_version = entries.filter(version=version, pk__gt=pk) if pk else entries.none()
    return (same_version | entries.filter(version__gt=version)).order_by("version", "pk")


def bulk_operations(batch: Batch) -> list[dict[str, Any]]:
    """The documents of `batch`, followed by the checkpoint."""
    return [*_documents(batch), *_checkpoint(batch.checkpoint)]


def _documents(batch: Batch) -> list[dict[str, Any]]:
    return [part for entry in batch.entries for part in (_action(str(entry.pk), entry.version), document(entry))]


def _checkpoint(version: int) -> list[dict[str, Any]]:
    document = {"checkpoint": version, "version": version, "removed": True}
    return [_action(CHECKPOINT, max(version, 0)), document]


def send(client: Elasticsearch, alias: str, operations: list[dict[str, Any]], *, refresh: bool = True) -> None:
    """One bulk request. Raises `FeedRefused`, or the client's error if Elasticsearch does not answer."""
    # Elasticsearch must not create a missing index by itself: it would guess the mapping.
    response = client.bulk(index=alias, operations=operations, refresh=refresh, require_alias=True)
    if part(response.body, "errors"):
        results = [part(item, "index") for item in items(response.body, "items")]
        refused = [
            found for found in results if number(found, "status") >= 400 and found["status"] not in IGNORED_STATUSES
        ]
        if refused:
            raise FeedRefused(f"{len(refused)} documents were rejected, the first one: {part(refused[0], 'error')}")


def _action(name: str, version: int) -> dict[str, Any]:
    return {"index": {"_id": name, "version": version, "version_type": "external_gte"}}


def rebuild(client: Elasticsearch, progress: Callable[[int], None] | None = None, *, take_over: bool = False) -> int:
    """Fills a new index and switches the alias to it atomically; searches and saves continue in the meantime.

    Raises `Unavailable` if another process is already rebuilding, unless told to `take_over`: it may have been killed.
    """
    ensure_index(client)
    alias = alias_name()
    old = list(client.indices.get_alias(name=alias))
    numbers = [int(name.rsplit("-", 1)[1]) for name in old]
    new = f"{alias}-{max(numbers) + 1}"
    filling = f"{new}-filling"
    _claim(client, new, filling, take_over)
    sent = _fill(client, filling, progress)
    actions = [
        {"add": {"index": new, "alias": alias}},
        {"remove": {"index": new, "alias": filling}},
        *({"remove_index": {"index": name}} for name in old),
    ]
    client.indices.update_aliases(actions=actions)
    return sent + feed(client, alias)  # entries saved meanwhile


def _claim(client: Elasticsearch, index: str, filling: str, take_over: bool) -> None:
    """Creates `index` behind the alias `filling`. The process that creates it is the one that fills it."""
    if take_over or _is_abandoned(client, index):
        client.indices.delete(index=index, ignore_unavailable=True)
    if not create_index(client, index, aliases={filling: {}}):
        raise Unavailable("another process is filling a new index", is_behind=True)


def _is_abandoned(client: Elasticsearch, index: str) -> bool:
    found = client.indices.get_settings(index=index, ignore_unavailable=True)
    if index not in found:
        return False
    created = int(found[index]["settings"]["index"]["creation_date"]) / 1000
    return time() - created > ABANDONED_AFTER


def _fill(client: Elasticsearch, index: str, progress: Callable[[int], None] | None) -> int:
    """Sends every entry to an index that is not searched yet: in any order, with the checkpoint at the end."""
    sent, checkpoint = 0, -1
    pending: deque[Future[None]] = deque()
    with ThreadPoolExecutor(CONCURRENT_BULKS) as pool:
        for batch in newer_than(-1):
            if len(pending) == CONCURRENT_BULKS:
                pending.popleft().result()
            pending.append(pool.submit(send, client, index, _documents(batch), refresh=False))
            sent, checkpoint = sent + len(batch.entries), batch.checkpoint
            if progress:
                progress(sent)
        for request in pending:
            request.result()
    send(client, index, _checkpoint(checkpoint))
    return sent


def remove_outdated(client: Elasticsearch) -> list[str]:
    """Deletes this site's indices with another mapping. Returns their names."""
    current = alias_name()
    names = client.indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-*", ignore_unavailable=True)
    own = re.compile(rf"{re.escape(settings.ELASTICSEARCH_INDEX)}-[0-9a-f]{{10}}-\d+")  # not those of "…-staging"
    outdated = sorted(name for name in names if own.fullmatch(name) and not name.startswith(f"{current}-"))
    for name in outdated:
        client.indices.delete(index=name, ignore_unavailable=True)
    return outdated
