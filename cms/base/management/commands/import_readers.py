from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.base.readers import importing
from cms.base.readers.kinds import kind_named, kinds


class Command(BaseCommand):
    help = "Import readers with the proof of their consent from a CSV file. Without --save, show what would be done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"UTF-8, with the columns {', '.join(importing.COLUMNS)}")
        names = [kind.name for kind in kinds() if kind.takes_imports]
        parser.add_argument("--kind", choices=names, default=names[0] if names else None)
        parser.add_argument("--save", action="store_true", help="import them")

    def handle(self, *args: Any, file: Path, kind: str, save: bool, **options: Any) -> None:
        chosen = kind_named(kind)
        if chosen is None:
            raise CommandError("There is nothing to subscribe to.")
        try:
            plan = importing.read(importing.decoded(file.read_bytes()), chosen)
        except OSError as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        for number, reason in plan.refused:
            self.stdout.write(f"Line {number}: {reason}")
        if save:
            importing.save(plan, chosen)
        self.stdout.write(
            f"{len(plan.new)} {'imported' if save else 'new (nothing was saved)'}, {plan.known} subscribed already, "
            f"{plan.unsubscribed} unsubscribed, {len(plan.refused)} refused."
        )
