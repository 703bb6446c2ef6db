from typing import Any

from django.core.management.base import BaseCommand

from home.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demonstration site, its practices and its users, whose password is public. Never on a site in use."

    def handle(self, *args: Any, **options: Any) -> None:
        load_demo(self.stdout.write)
