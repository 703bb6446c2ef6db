from typing import Any

from django.core.management.base import BaseCommand

from cms.base.languages import ensure_locales
from home.setup import set_up_site


class Command(BaseCommand):
    help = "Make what a new site begins with, in every language: home page, repository, news and vocabulary. No demo."

    def handle(self, *args: Any, **options: Any) -> None:
        home, *_ = set_up_site(ensure_locales(), self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"The site stands: {home.full_url}"))
