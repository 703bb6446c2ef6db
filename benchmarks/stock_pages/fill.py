"""Creates the stock site: `python -m benchmarks.stock_pages.fill FILE` with the pages that `benchmarks.pages` wrote."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.stock_pages.settings"
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils.dateparse import parse_datetime  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from benchmarks.stock_pages.models import Term  # noqa: E402


def create(row: dict[str, Any]) -> None:
    """Keeps the id from the demo, so that links in texts work."""
    page = apps.get_model("stock_pages", row["model"])(
        pk=row["pk"],
        locale=Locale.objects.get_or_create(language_code=row["language"])[0],
        first_published_at=parse_datetime(row["published"]),
        body=json.dumps([{"type": kind, "value": value} for kind, value in row["body"]]),
        **row["fields"],
    )
    Page.objects.get(pk=row["parent"]).add_child(instance=page)
    for fact, names in row["facts"].items():
        getattr(page, fact).set(Term.objects.get_or_create(name=name)[0] for name in names)
        page.save()


def make_tables() -> None:
    """Uses throwaway migrations: an app without any cannot inherit from Wagtail's page."""
    package = settings.FOLDER / settings.MIGRATION_MODULES["stock_pages"]
    package.mkdir()
    (package / "__init__.py").touch()
    sys.path.append(str(settings.FOLDER))
    call_command("makemigrations", "stock_pages", verbosity=0)
    call_command("migrate", verbosity=0)


def main(source: Path) -> None:
    make_tables()
    Site.objects.all().delete()
    Page.objects.get(depth=2).delete()
    rows = json.loads(source.read_text())
    for row in rows:
        create(row)
    Site.objects.create(hostname="127.0.0.1", is_default_site=True, site_name="Stock", root_page_id=rows[0]["pk"])
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
