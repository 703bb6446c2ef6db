from typing import Any

from django.core.management.commands.flush import Command as FlushCommand

from search.engines.database.text_index import text_index
from search.models import SearchEntry


class Command(FlushCommand):
    """Django's does not know the table of the text index, which in PostgreSQL has a foreign key to the entries."""

    def handle(self, **options: Any) -> None:
        super().handle(**{**options, "allow_cascade": True})
        text_index().keep_only(SearchEntry.objects.filter(removed=False))
