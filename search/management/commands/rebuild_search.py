from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    help = "Write the search projection of every page anew. Searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        def progress(done: int, total: int) -> None:
            self.stdout.write(f"\r{done} of {total}", ending="" if done < total else "\n")
            self.stdout.flush()

        count = rebuild(progress)
        self.stdout.write(self.style.SUCCESS(f"{count} entries can be found."))
