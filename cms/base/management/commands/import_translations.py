import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.base.translation.files.importing import as_json
from cms.base.translation.files.receiving import receive


class Command(BaseCommand):
    help = "Import translations from a PO, XLIFF or ZIP file. The exit status is 0 if nothing is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, and save nothing")
        parser.add_argument("--json", action="store_true", help="write the outcome as JSON")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from None
        outcome = as_json([outcome for _item, outcome in receive(file.name, data, is_dry_run=dry_run)])
        if options["json"]:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=2))
        else:
            for problem in outcome["problems"]:
                self.stdout.write(" · ".join(filter(None, problem.values())))
            counts = ", ".join(f"{outcome[name]} {name}" for name in ("changed", "unchanged", "conflicts", "refused"))
            self.stdout.write(f"{counts}{' (nothing was saved)' if dry_run else ''}.")
        if outcome["refused"]:
            raise CommandError(f"{outcome['refused']} refused.")
