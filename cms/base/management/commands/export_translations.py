from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh_all
from cms.base.translation.files.exporting import FORMATS, STATES, export_many


class Command(BaseCommand):
    help = "Write the texts to translate into a language to a ZIP file, a PO or XLIFF file for each page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP file to write")
        parser.add_argument("--language", required=True, help="the code of the language, such as lt")
        parser.add_argument("--format", choices=FORMATS, default="po")
        parser.add_argument(
            "--state", choices=STATES, default="all", help="with missing texts, with changed ones, or all"
        )

    def handle(self, *args: Any, file: Path, language: str, state: str, **options: Any) -> None:
        locale = Locale.objects.filter(language_code=language.lower()).first()
        if locale is None:
            codes = ", ".join(Locale.objects.values_list("language_code", flat=True))
            raise CommandError(f"The site has no language “{language}”. It has: {codes}.")
        refresh_all()
        items = (
            TranslationItem.objects.filter(STATES[state], locale=locale)
            .select_related("locale")
            .order_by("title", "pk")
        )
        try:
            file.write_bytes(export_many(items, options["format"]))
        except OSError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(items)} items with {sum(item.words_left for item in items)} words left in {file}.")
