from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.base.models import SiteSettings
from home.setup import start_site


class Command(BaseCommand):
    help = "Begin a site in every language: home page, repository, news, vocabulary, and drafts of its legal pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default=settings.WAGTAIL_SITE_NAME, help="of the site (default: SITE_NAME)")

    def handle(self, *args: Any, **options: Any) -> None:
        if len(options["name"]) > (most := SiteSettings._meta.get_field("name").max_length):
            raise CommandError(f"The name of the site may have at most {most} characters.")
        home = start_site(options["name"], self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"The site is ready: {home.full_url}"))
