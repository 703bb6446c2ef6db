from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.base.translation.new_language import Refused, add_language


class Command(BaseCommand):
    help = (
        "Begin a language that the site is configured for: home page, navigation, names of countries, groups, "
        "catalogue. Says what is left for people to do. Safe to repeat."
    )
    requires_system_checks = []  # one of them requires a dictionary, which this command builds

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="of the language (BCP 47), such as uk or pt-br")

    def handle(self, *args: Any, code: str, **options: Any) -> None:
        try:
            begun = add_language(code, self.stdout.write)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{begun.language}:"))
        for line in begun.done or ["Nothing was missing: nothing was changed."]:
            self.stdout.write(f"- {line}")
        if begun.left:
            self.stdout.write("\nLeft for you to do:")
        for number, line in enumerate(begun.left, 1):
            self.stdout.write(f"{number}. {line}")
