from typing import Any

from django.core.management.base import BaseCommand

from home.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demonstration site with users whose password is public. Never run it on a production site."

    def handle(self, *args: Any, **options: Any) -> None:
        load_demo(self.stdout.write)
