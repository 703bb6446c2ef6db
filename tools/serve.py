"""Serves the site for `make run`, after bringing its database up to date: `python -m tools.serve PORT`.

Starts Django, the slow part, only once: `runserver` alone would start it twice. The worker runs beside the server, as
in production: it sends mails (here, into files) and publishes scheduled pages.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.services.common import RUN, run

BANNER = """
Site:   http://127.0.0.1:{port}/
Admin:  http://127.0.0.1:{port}/admin/
Mails:  .run/mails/, unless EMAIL_URL says otherwise
Stop with Ctrl-C.
"""
CODE_HAS_CHANGED = 3  # the exit status with which Django's server requests a restart


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken. Choose another one: make run PORT={port + 123}")


def prepare_and_serve(port: int) -> None:
    from django.db import connections

    from tools.prepare import prepare

    prepare(RUN / "prepared")
    connections.close_all()
    print(BANNER.format(port=port), flush=True)
    serve(port)


def serve_again(port: int) -> None:
    """Skips the preparation: a migration that is still being written must not be applied."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    serve(port)


def serve(port: int) -> None:
    from django.core.management import call_command

    with worker():
        call_command("runserver", f"127.0.0.1:{port}", skip_checks=False)


@contextmanager
def worker() -> Iterator[None]:
    """Restarts together with the server, so that both run the same code."""
    process = subprocess.Popen([sys.executable, "manage.py", "run_worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def keep_serving(port: int) -> int:
    """Serves until it is stopped, restarting when code changes. Returns the exit status."""
    command = [sys.executable, "-m", "tools.serve", str(port), "now"]
    # By RUN_MAIN, Django's reloader tells a server that it is supervised.
    while (status := run(command, RUN_MAIN="true")) == CODE_HAS_CHANGED:
        command = [sys.executable, "-m", "tools.serve", str(port), "again"]
    return status


if __name__ == "__main__":
    port = int(sys.argv[1])
    if sys.argv[2:] == ["now"]:
        prepare_and_serve(port)
    elif sys.argv[2:] == ["again"]:
        serve_again(port)
    else:
        refuse_taken_port(port)
        sys.exit(keep_serving(port))
