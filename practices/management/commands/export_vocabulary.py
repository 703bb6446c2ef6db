from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.exchange.vocabulary.files import FORMATS, export_vocabulary


class Command(BaseCommand):
    help = "Write the whole vocabulary into a file: .ttl and .jsonld are SKOS, .xlsx is a spreadsheet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        ending = path.suffix.lower().removeprefix(".")
        if ending not in FORMATS:
            raise CommandError("The name of the file must end with .ttl, .jsonld or .xlsx.")
        try:
            path.write_bytes(export_vocabulary(ending))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
