from typing import Any

from django.core.management.base import BaseCommand

from cms.base.languages import ensure_locales
from home.setup import set_up_site


class Command(BaseCommand):
    help = "Create a new site, in every language: home page, repository, news and vocabulary. Loads no demo content."

    def handle(self, *args: Any, **options: Any) -> None:
        home, *_ = set_up_site(ensure_locales(), self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"The site is ready: {home.full_url}"))
