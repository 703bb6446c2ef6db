"""The health check of the worker tells one that makes its rounds from one that hangs."""

import os
import signal
from pathlib import Path

import pytest

from tests.processes import running, wait_for
from tools.healthcheck_worker import has_moved, workers

pytestmark = pytest.mark.once


ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/nowhere",  # it makes its rounds all the same
}


def test_a_worker_that_hangs_is_told_from_one_that_works(tmp_path: Path) -> None:
    command = ["manage.py", "run_worker", "--interval=0.1"]
    last = tmp_path / "last"
    with running(command, tmp_path / "log", **ENVIRONMENT) as worker:
        wait_for(lambda: worker.pid in workers())
        assert os.getpid() not in workers()
        for _ in range(3):
            wait_for(lambda: has_moved(worker.pid, last))
        worker.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, worker.pid, os.WSTOPPED)
        has_moved(worker.pid, last)
        assert not has_moved(worker.pid, last)
        worker.send_signal(signal.SIGCONT)
        wait_for(lambda: has_moved(worker.pid, last))
