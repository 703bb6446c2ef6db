import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.apply import import_terms
from practices.exchange.vocabulary.files import read_file
from practices.exchange.vocabulary.planned import Plan
from practices.exchange.vocabulary.planning import plan


class Command(BaseCommand):
    help = "Import terms from SKOS (.ttl, .jsonld) or a spreadsheet (.xlsx, .ods). Nothing is written if any is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, and do nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        found, problem = Plan([], []), ""
        try:
            contents = read_file(data, path.name)
            found = plan(contents)
            if not options["dry_run"] and not found.of("wrong"):
                found = import_terms(contents, path.name, None)
        except FileProblem as error:
            problem = str(error)
        if options["json"]:
            self.stdout.write(json.dumps(self._as_json(found, problem), ensure_ascii=False))
        else:
            self._tell(found, problem)
        if problem or found.of("wrong"):
            sys.exit(1)

    @staticmethod
    def _as_json(found: Plan, problem: str) -> dict[str, Any]:
        """Problems with the file as a whole are reported as a row without a position."""
        rows, counts = [row.as_json() for row in found.rows], found.counts
        if problem:
            about = {"column": "", "value": "", "problem": problem, "suggestion": ""}
            empty = {"row": None, "where": "", "vocabulary": "", "slug": "", "similar": ""}
            rows.insert(0, {**empty, "outcome": "wrong", "changes": [], "problems": [about]})
            counts["wrong"] += 1
        return {**counts, "notes": found.notes, "rows": rows}

    def _tell(self, found: Plan, problem: str) -> None:
        for text in (problem, *(each.message for row in found.of("wrong") for each in row.problems)):
            if text:
                self.stderr.write(self.style.ERROR(text))
        for note in found.notes:
            self.stderr.write(note)
        for row in found.to_save():
            self.stdout.write(f"{row.record.where}: {row.outcome}: {row.title}")
            for change in row.changes if row.outcome == "changed" else ():
                self.stdout.write(f"    {change.column}: {change.old!r} becomes {change.new!r}")
        self.stdout.write(", ".join(f"{count} {outcome}" for outcome, count in found.counts.items()))
