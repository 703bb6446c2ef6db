"""Serves copies of the demonstration: Django is started once, and each site is a fork of that process.

    python -m tests.forked_site

A process of its own would take three seconds of CPU to start. For each site, it reads a line of JSON with the `name` of
the database, `port` and `log`, and writes the id of gunicorn's process group.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from django.db import connection
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from cms.wsgi import application


class Site(BaseApplication):
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        values = {"bind": f"127.0.0.1:{self.port}", "workers": 1, "threads": 4, "control_socket_disable": True}
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


def serve(name: str, port: int, log: str) -> None:
    nothing, output = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream, number in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(stream, number)
    connection.settings_dict["NAME"] = name
    Site(port).run()


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # how a site ended does not matter
    for number in (signal.SIGINT, signal.SIGTERM):  # it outlives the tests, to stop its sites
        signal.signal(number, signal.SIG_IGN)
    sites = []
    _ = get_resolver().url_patterns  # imported once, instead of by the first request to each site
    for line in sys.stdin:
        if process := os.fork():
            os.setpgid(process, process)  # gunicorn and its worker: they are killed together
            sites.append(process)
            print(process, flush=True)
        else:
            for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            serve(**json.loads(line))
    for process in sites:  # left by an aborted run
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
