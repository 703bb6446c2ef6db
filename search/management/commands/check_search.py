from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from search.engines.base import Unavailable
from search.engines.elasticsearch.check import compare, mend
from search.engines.elasticsearch.connection import client_for_commands
from search.engines.elasticsearch.feeder import catch_up
from search.engines.elasticsearch.index import FeedRefused
from search.projection.indexing import batches, find_differences, update


class Command(BaseCommand):
    help = "Compare search, pages and Elasticsearch. Fails if they differ, unless --repair mends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what is missing or different anew")

    def handle(self, *args: Any, repair: bool = False, **options: Any) -> None:
        different = self._projection(repair)
        try:
            different += self._index(repair)
        except (ApiError, TransportError, FeedRefused, Unavailable) as error:
            raise CommandError(f"Elasticsearch could not be compared: {error}") from error
        if different and not repair:
            raise CommandError(f"{different} entries differ: repair them with check_search --repair")
        text = f"{different} entries repaired." if different else "The search matches the pages."
        self.stdout.write(self.style.SUCCESS(text))

    def _projection(self, repair: bool) -> int:
        """Entries against pages."""
        found = find_differences()
        self._report("", found)
        if repair:
            for batch in batches(found.keys):
                update(batch)
        return len(found.keys)

    def _index(self, repair: bool) -> int:
        """Elasticsearch against entries."""
        client = client_for_commands()
        if client is None:
            return 0
        catch_up(client)  # what is only on its way is no difference
        found = compare(client)
        self._report("elasticsearch ", found)
        if repair:
            mend(client, found)
        return len(found.ids)

    def _report(self, where: str, found: Any) -> None:
        for name in ("missing", "outdated", "surplus"):
            for key in getattr(found, name):
                self.stdout.write(f"{where}{name}: {key}")
