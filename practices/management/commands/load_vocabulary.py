from typing import Any

from django.core.management.base import BaseCommand

from practices.vocabulary.load import load_vocabulary


class Command(BaseCommand):
    help = "Add missing terms to the vocabularies, in every language. Keeps what editors wrote."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(self.style.SUCCESS(f"{load_vocabulary()} terms added."))
