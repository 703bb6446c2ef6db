import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.exchange.importing.apply import run_import
from practices.exchange.importing.plan import plan
from practices.exchange.importing.row import PlannedRow
from practices.exchange.reading.file import read_table
from practices.exchange.reading.table import FileProblem
from practices.partners.page import PartnerPage

OUTCOMES = ("new", "changed", "unchanged", "wrong")


class Command(BaseCommand):
    help = "Import practices from an XLSX, ODS, CSV or DOCX file, as drafts. Nothing is written if a row is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partner", default="", metavar="CODE", help="the partner that all rows belong to")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, and do nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        path, partner = options["file"], options["partner"]
        if partner and not PartnerPage.objects.filter(code=partner, original_page=None).exists():
            raise CommandError(f"There is no partner with the code {partner}.")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        number, rows, problem = None, [], ""
        try:
            table = read_table(data, path.name)
            for head in table.unknown:
                self.stderr.write(f"Ignored, because it is not a column of practices: {head}")
            rows = plan(table, None, partner)
            if not options["dry_run"] and not any(row.problems for row in rows):
                number = run_import(table, path.name, None, partner).pk
        except FileProblem as error:
            problem = str(error)
        counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in OUTCOMES}
        if options["json"]:
            self.stdout.write(json.dumps(self._as_json(number, counts, rows, problem), ensure_ascii=False))
        else:
            self._tell(number, counts, rows, problem)
        if problem or counts["wrong"]:
            sys.exit(1)

    @staticmethod
    def _as_json(number: int | None, counts: dict[str, int], rows: list[PlannedRow], problem: str) -> dict[str, Any]:
        """Problems with the file as a whole are reported as a row without a number."""
        found = [row.as_json() for row in rows]
        if problem:
            about = {"column": "", "value": "", "problem": problem, "suggestion": ""}
            found.insert(0, {"row": None, "external_id": "", "outcome": "wrong", "changes": [], "problems": [about]})
            counts = {**counts, "wrong": counts["wrong"] + 1}
        return {"import": number, **counts, "rows": found}

    def _tell(self, number: int | None, counts: dict[str, int], rows: list[PlannedRow], problem: str) -> None:
        if problem:
            self.stderr.write(self.style.ERROR(problem))
        for row in rows:
            for each in row.problems:
                meant = f" Did you mean “{each.suggestion}”?" if each.suggestion else ""
                self.stderr.write(self.style.ERROR(f"{each.message}{meant}"))
            if row.outcome in ("new", "changed"):
                self.stdout.write(f"{row.number}: {row.outcome}: {row.title or row.external_id}")
                for change in row.changes if row.outcome == "changed" else ():
                    self.stdout.write(f"    {change.column}: {change.old!r} becomes {change.new!r}")
        self.stdout.write(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
        if number:
            self.stdout.write(self.style.SUCCESS(f"Imported. To undo it: manage.py undo_import {number}"))
