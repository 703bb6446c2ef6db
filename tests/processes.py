"""Real processes beside the test, on the test's own database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

from tests.databases import url_of

SECONDS = 300  # time limit for conditions on a slow machine


def wait_for(condition: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """The value of `condition` as soon as it is truthy. Fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"still not so after {seconds} s"
        time.sleep(0.1)
    return found


@contextmanager
def running(command: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen]:
    """`python …` in the project's folder, stopped at the end whatever happens."""
    variables = {**os.environ, "DATABASE_URL": url_of(connection.settings_dict["NAME"]), **environment}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=settings.BASE_DIR, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving(log: Path, workers: int = 1, **environment: str) -> Iterator[str]:
    """The URL of the site, served by gunicorn as in production."""
    port = free_port()
    command = ["-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{port}", f"--workers={workers}", "--threads=4",
               "--no-control-socket"]  # fmt: skip
    with running(command, log, **{"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "false", **environment}):
        yield answering(port, log)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answering(port: int, log: Path) -> str:
    """The URL of the site that is being started, as soon as it answers."""
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return urlopen(f"{url}/healthz", timeout=SECONDS).status == 200
        except (URLError, OSError):
            return False

    try:
        wait_for(answers)
    except AssertionError:
        raise AssertionError(f"The site did not start:\n{log.read_text()[-3000:]}") from None
    return url
