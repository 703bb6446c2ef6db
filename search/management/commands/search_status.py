from typing import Any

from django.core.management.base import BaseCommand
from elasticsearch import ApiError, TransportError

from search.engines.base import Unavailable
from search.engines.elasticsearch.connection import client_for_commands
from search.engines.elasticsearch.index import alias_name, indexed_version, latest_version
from search.engines.elasticsearch.response import number
from search.models import SearchEntry


class Command(BaseCommand):
    help = "Print how many entries each search engine has, up to which version, and how many it lags behind."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{'engine':<15} {'entries':>9} {'version':>9} {'lag':>9}")
        latest = latest_version()
        self._line("database", SearchEntry.objects.filter(removed=False).count(), latest, 0)
        client = client_for_commands()
        if client is None:
            self.stdout.write("elasticsearch   not used: ELASTICSEARCH_URL is not set")
            return
        try:
            counted = client.count(index=alias_name(), query={"term": {"removed": False}})
            entries = number(counted.body, "count")
            version = indexed_version(client, alias_name())
        except (ApiError, TransportError, Unavailable) as error:
            self.stdout.write(self.style.ERROR(f"elasticsearch   does not answer: {error}"))
            return
        self._line("elasticsearch", entries, version, SearchEntry.objects.filter(version__gt=version).count())

    def _line(self, engine: str, entries: int, version: int, lag: int) -> None:
        self.stdout.write(f"{engine:<15} {entries:>9} {version:>9} {lag:>9}")
