"""Compares the index with the entries of the database, document by document, and repairs what differs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from search.engines.elasticsearch.documents import document
from search.engines.elasticsearch.index import BATCH, CHECKPOINT, alias_name, send
from search.models import SearchEntry


@dataclass
class IndexDifferences:
    """Primary keys of the entries whose documents are missing or wrong."""

    missing: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        return sorted({*self.missing, *self.outdated, *self.surplus})


def compare(client: Elasticsearch) -> IndexDifferences:
    """Compares versions only: every change of an entry has its own."""
    indexed = dict(_indexed(client))
    found = IndexDifferences()
    for pk, version in SearchEntry.objects.values_list("pk", "version").iterator(chunk_size=5000):
        stored = indexed.pop(pk, None)
        if stored is None:
            found.missing.append(pk)
        elif stored != version:
            found.outdated.append(pk)
    found.surplus = sorted(indexed)
    return found


def _indexed(client: Elasticsearch) -> Iterator[tuple[int, int]]:
    hits = scan(
        client.options(request_timeout=60),
        index=alias_name(),
        query={"query": {"match_all": {}}, "_source": False, "docvalue_fields": ["version"]},
        size=5000,
    )
    for hit in hits:
        if hit["_id"] != CHECKPOINT:
            yield int(hit["_id"]), int(hit["fields"]["version"][0])


def repair_index(client: Elasticsearch, differences: IndexDifferences) -> None:
    """Sends what is missing or outdated, and deletes documents without an entry."""
    client, alias = client.options(request_timeout=60), alias_name()
    if differences.surplus:
        client.delete_by_query(index=alias, query={"terms": {"id": differences.surplus}}, refresh=True)
    wanted = [*differences.missing, *differences.outdated]
    for start in range(0, len(wanted), BATCH):
        operations: list[dict[str, Any]] = []
        for entry in SearchEntry.objects.filter(pk__in=wanted[start : start + BATCH]):
            # Without a version, to overwrite even documents that claim to be newer.
            operations += ({"index": {"_id": str(entry.pk)}}, document(entry))
        send(client, alias, operations)
