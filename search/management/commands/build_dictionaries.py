from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from search.language.dictionaries import build, dictionary_file
from search.language.resources import SUPPORTED_LANGUAGES, dictionary_code

PROCESSES = 2  # each takes some 400 MB


class Command(BaseCommand):
    help = "Build the dictionaries that the search reads, for the languages of the site, unless they are there already."
    requires_system_checks = []  # one of them requires the dictionaries

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="for every language that there is a dictionary for")

    def handle(self, *args: Any, all: bool = False, **options: Any) -> None:
        codes = SUPPORTED_LANGUAGES if all else filter(None, map(dictionary_code, settings.LANGUAGE_CODES))
        missing = [code for code in sorted(set(codes)) if not dictionary_file(code).exists()]
        if missing:
            self.stdout.write(f"Building the dictionaries of {', '.join(missing)} ...")
            self.stdout.flush()
        with ProcessPoolExecutor(PROCESSES) as pool:
            list(pool.map(build, missing))
