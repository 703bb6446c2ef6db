from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import Unavailable
from search.engines.elasticsearch.connection import client_for_commands
from search.engines.elasticsearch.index import FeedRefused, remove_outdated
from search.engines.elasticsearch.index import rebuild as rebuild_index
from search.projection.indexing import rebuild


class Command(BaseCommand):
    help = "Rebuild all search entries and the Elasticsearch index. Searches keep working in the meantime."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--index-only", action="store_true", help="only the Elasticsearch index")

    def handle(self, *args: Any, index_only: bool = False, **options: Any) -> None:
        if not index_only:
            count = rebuild(lambda done, total: self._progress(f"{done} of {total}"))
            self.stdout.write(self.style.SUCCESS(f"\n{count} entries can be found."))
        client = client_for_commands()
        if client is not None:
            self._index(client)

    def _index(self, client: Elasticsearch) -> None:
        try:
            sent = rebuild_index(
                client, progress=lambda done: self._progress(f"{done} sent to Elasticsearch"), take_over=True
            )
            remove_outdated(client)
        except (ApiError, TransportError, FeedRefused, Unavailable) as error:
            raise CommandError(f"Elasticsearch was not rebuilt, so the database answers searches: {error}") from error
        self.stdout.write(self.style.SUCCESS(f"\nElasticsearch has {sent} entries."))

    def _progress(self, text: str) -> None:
        self.stdout.write(f"\r{text}", ending="")
        self.stdout.flush()
