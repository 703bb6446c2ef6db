from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand

from search.language.dictionaries import build, missing_dictionaries

PROCESSES = 2  # each takes some 400 MB


class Command(BaseCommand):
    help = "Build the dictionaries that the search reads, for the languages of the site, unless they are there already."
    requires_system_checks = []  # one of them requires the dictionaries

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="for every language that there is a dictionary for")

    def handle(self, *args: Any, all: bool = False, **options: Any) -> None:
        if missing := missing_dictionaries(all):
            self.stdout.write(f"Building the dictionaries of {', '.join(missing)} ...")
            self.stdout.flush()
        with ProcessPoolExecutor(PROCESSES) as pool:
            list(pool.map(build, missing))
