from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.exchange.importing.model import Import, ImportedFile
from practices.exchange.importing.undo import undo


class Command(BaseCommand):
    help = "Undo an import. Practices that somebody has changed since are listed and stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import", type=int, metavar="ID")

    def handle(self, *args: Any, **options: Any) -> None:
        run = Import.objects.filter(pk=options["import"]).first()
        if run is None:
            raise CommandError(f"There is no import {options['import']}.")
        # The command that ran it may have been killed. The worker undoes its own imports.
        was_ended = run.state == Import.State.RUNNING and not ImportedFile.objects.filter(run=run).exists()
        if run.state != Import.State.DONE and not was_ended:
            raise CommandError(f"Import {run.pk} cannot be undone: {run.get_state_display()}.")
        left = undo(run)
        for page in left:
            self.stdout.write(f"Changed since, and left as it is: {page.draft_title} ({page.locale.language_code})")
        self.stdout.write(self.style.SUCCESS("Undone."))
