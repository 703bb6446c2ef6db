from typing import Any

from django.core.management.base import BaseCommand

from home.setup import ensure_access


class Command(BaseCommand):
    help = "Restore the groups, permissions and reviews that the site relies on. Takes nothing away: safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_access()
        self.stdout.write(self.style.SUCCESS("Groups, permissions and reviews are complete."))
