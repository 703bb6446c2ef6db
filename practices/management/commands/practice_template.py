from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from cms.base.languages import content_languages
from practices.exchange.writing.template import write_template


class Command(BaseCommand):
    help = "Write a workbook for entering practices, with drop-down lists, the vocabulary and what each column means."

    def add_arguments(self, parser: CommandParser) -> None:
        codes = [code for code, _name in content_languages()]
        parser.add_argument("file", metavar="FILE.xlsx")
        parser.add_argument("--language", choices=codes, default=codes[0])

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].lower().endswith(".xlsx"):
            raise CommandError("The name of the file must end with .xlsx.")
        try:
            with override(options["language"]):
                write_template(options["file"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error}") from error
