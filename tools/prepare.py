"""Brings the database up to date and loads the demo, in one process: starting Django is the slow part."""

import os

import django
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STEPS = {
    "Loading the demo content": "load_demo",
    "Filling the search": "rebuild_search",
    "Demo logins": "demo_logins",
}


def follow_address() -> None:
    """The site may be served on another port than the last time."""
    from wagtail.models import Site

    from home.setup import own_hostname

    Site.objects.filter(is_default_site=True).update(**own_hostname())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print(f"Bringing the database ({connection.vendor}) up to date ...", flush=True)
        call_command("migrate", interactive=False)
    for text, command in STEPS.items():
        print(f"{text} ...", flush=True)
        try:
            call_command(command)
        except CommandError as error:  # says what is wrong; the site can be served all the same
            print(error, flush=True)
    follow_address()


if __name__ == "__main__":
    main()
