"""The worker as a real process beside the site."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from practices.models import PracticePage
from tests.factories import make_practice
from tests.forks import forked
from tests.processes import SECONDS, running, wait_for


def schedule(page: PracticePage, go_live_at: Any) -> None:
    page.go_live_at = go_live_at
    page.save_revision(approved_go_live_at=go_live_at)


@pytest.mark.once
def test_publishes_and_withdraws_when_it_is_time(committed: None, tmp_path: Path):
    due = make_practice(live=False, title="Its time has come")
    refused = make_practice(live=False, title="Became incomplete")
    later = make_practice(live=False, title="Not yet")
    over = make_practice(title="Is over")
    Page.objects.filter(pk=over.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    schedule(refused, timezone.now() - timedelta(minutes=2))  # the first in line
    schedule(due, timezone.now() - timedelta(minutes=1))
    schedule(later, timezone.now() + timedelta(hours=1))
    revision = refused.latest_revision
    revision.content["target_groups"] = []
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)

    with forked(lambda: call_command("run_worker", interval=0.2), tmp_path / "log") as process:
        wait_for(lambda: PracticePage.objects.get(pk=due.pk).live)
        wait_for(lambda: not PracticePage.objects.get(pk=over.pk).live)
        process.terminate()
        process.join(SECONDS)
        assert process.exitcode == 0
    live = set(PracticePage.objects.live().values_list("pk", flat=True))
    assert not {refused.pk, later.pk} & live


def test_outlives_a_database_that_does_not_answer(tmp_path: Path):
    log = tmp_path / "log"
    command = ["manage.py", "run_worker", "--interval=0.2"]
    with running(command, log, DATABASE_URL="postgres://nobody:nothing@127.0.0.1:1/nowhere") as process:
        wait_for(lambda: log.read_text().count("Not all scheduled pages were published") >= 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
