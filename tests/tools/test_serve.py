"""`make run` on a database that is there: it serves, starts again when code changes, and ends when it is told to."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from tests.demo_site import environment
from tests.processes import SECONDS, wait_for
from tools import healthcheck_worker

pytestmark = pytest.mark.once
STARTED = "Starting development server"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The project with tools of its own, so that what they keep in `.run/` is not the developer's."""
    root = tmp_path / "checkout"
    (root / ".run").mkdir(parents=True)
    for name in ("cms", "practices", "home", "search", "templates", "locale", "manage.py"):
        (root / name).symlink_to(settings.BASE_DIR / name)
    shutil.copytree(settings.BASE_DIR / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def serving(
    checkout: Path, port: int, demo_database: str, static_root: Path, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    database = shutil.copy(demo_database, tmp_path)
    variables = {**environment(database, static_root), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    variables |= {"PATH": "/usr/bin:/bin", "PYTHONPATH": "", "PYTHONUNBUFFERED": "1", "EMAIL_URL": "consolemail://"}
    command = [sys.executable, "-m", "tools.serve", str(port)]
    with (checkout / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=checkout, env=variables, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    try:
        return urlopen(f"http://127.0.0.1:{port}/healthz", timeout=SECONDS).status == 200
    except (URLError, OSError):
        return False


def workers(checkout: Path) -> list[int]:
    """The process ids of the workers that run in `checkout`."""
    return [pid for pid in healthcheck_worker.workers() if Path(f"/proc/{pid}/cwd").resolve() == checkout]


def ask_for_new_password(port: int) -> None:
    client, url = build_opener(HTTPCookieProcessor()), f"http://127.0.0.1:{port}/admin/password_reset/"
    form = BeautifulSoup(client.open(url, timeout=SECONDS).read(), "html.parser")
    token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
    data = urlencode({"csrfmiddlewaretoken": token, "email": "coordinator@example.org"})
    assert client.open(url, data.encode(), timeout=SECONDS).status == 200


def test_from_the_first_start_to_the_end(serving: subprocess.Popen, checkout: Path, port: int) -> None:
    """Mails go to the terminal by a worker that starts and stops with the server, which follows the code."""
    log = checkout / "log"
    wait_for(lambda: answers(port))
    assert log.read_text().count("Watching for file changes") == 1
    assert (checkout / ".run/prepared").exists()
    (first,) = wait_for(lambda: workers(checkout))
    ask_for_new_password(port)
    wait_for(lambda: "To: coordinator@example.org" in log.read_text())

    def stopped() -> bool:
        (checkout / "tools/prepare.py").touch()  # until the server, which looks once a second, has seen it
        return first not in workers(checkout)

    wait_for(stopped)
    wait_for(lambda: log.read_text().count(STARTED) == 2)
    wait_for(lambda: answers(port))  # told to stop while it still imports, Django's reloader may not hear it
    wait_for(lambda: len(workers(checkout)) == 1)
    assert log.read_text().count("Loading the demo content") == 1
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(SECONDS) == 0
    assert workers(checkout) == []
    assert not answers(port)


def test_it_says_which_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "tools.serve", str(port)], cwd=settings.BASE_DIR, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
