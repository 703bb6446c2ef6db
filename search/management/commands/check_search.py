from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.indexing import batches, find_differences, update


class Command(BaseCommand):
    help = "Compare the search projection with the pages. Fails if they differ, unless --repair mends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what is missing or different anew")

    def handle(self, *args: Any, repair: bool = False, **options: Any) -> None:
        found = find_differences()
        for name in ("missing", "outdated", "surplus"):
            for key in getattr(found, name):
                self.stdout.write(f"{name}: {key}")
        if not found.keys:
            self.stdout.write(self.style.SUCCESS("The search projection matches the pages."))
        elif repair:
            for batch in batches(found.keys):
                update(batch)
            self.stdout.write(self.style.SUCCESS(f"{len(found.keys)} entries repaired."))
        else:
            raise CommandError(f"{len(found.keys)} entries differ: repair them with check_search --repair")
