from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from search.engines.base import Unavailable
from search.engines.elasticsearch.check import compare, repair_index
from search.engines.elasticsearch.connection import client_for_commands
from search.engines.elasticsearch.feeder import catch_up
from search.engines.elasticsearch.index import FeedRefused
from search.projection.indexing import batches, find_differences, update


class Command(BaseCommand):
    help = "Compare search entries, pages and Elasticsearch. Fails if they differ, unless --repair is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="rewrite what is missing or different")

    def handle(self, *args: Any, repair: bool = False, **options: Any) -> None:
        different = self._projection(repair)
        try:
            different += self._index(repair)
        except (ApiError, TransportError, FeedRefused, Unavailable) as error:
            raise CommandError(f"Could not compare Elasticsearch: {error}") from error
        if different and not repair:
            raise CommandError(f"{different} entries differ: repair them with check_search --repair")
        text = f"{different} entries repaired." if different else "The search matches the pages."
        self.stdout.write(self.style.SUCCESS(text))

    def _projection(self, repair: bool) -> int:
        """Compares entries with pages."""
        found = find_differences()
        self._report("", found)
        if repair:
            for batch in batches(found.keys):
                update(batch)
        return len(found.keys)

    def _index(self, repair: bool) -> int:
        """Compares Elasticsearch with entries."""
        client = client_for_commands()
        if client is None:
            return 0
        catch_up(client)  # entries that are merely waiting to be sent are not differences
        found = compare(client)
        self._report("elasticsearch ", found)
        if repair:
            repair_index(client, found)
        return len(found.ids)

    def _report(self, where: str, found: Any) -> None:
        for name in ("missing", "outdated", "surplus"):
            for key in getattr(found, name):
                self.stdout.write(f"{where}{name}: {key}")
