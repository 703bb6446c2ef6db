"""Imports that are too large for a request, and interrupted ones."""

from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from cms.base.models import User
from cms.base.signals import mail_round
from practices.exchange.importing import running
from practices.models import Import, PracticePage
from tests.practices.exchange.admin import HEADS, State, begun, imported, page, post, row, upload, work

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin", "small_batches")]


def test_large_files_are_checked_written_and_undone_by_the_worker(partner: Client) -> None:
    rows = [row(f"A{number}") for number in range(running.MAX_IN_REQUEST + 5)]
    run = upload(partner, rows)
    assert run.state == State.CHECKING
    soup = page(partner, run)
    assert soup.select_one("[data-import-progress=checking] progress")
    work()
    run.refresh_from_db()
    assert (run.state, run.new) == (State.READY, len(rows))
    assert post(partner, run, "confirm_import").state == State.RUNNING
    work()
    run.refresh_from_db()
    assert (run.state, len(imported())) == (State.DONE, len(rows))
    assert post(partner, run, "undo_import").state == State.UNDOING
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.UNDONE, set())


def test_translations_in_another_batch_do_what_was_shown(partner: Client) -> None:
    originals = [["en", *row(f"A{number}", methods="mentoring")] for number in range(running.MAX_IN_REQUEST)]
    translated = row("A3", title="Pavyzdys", summary="Kas tai.", activities="Tekstas", methods="mentorystė")
    run = upload(partner, [*originals, ["lt", *translated]], heads=["language", *HEADS])
    work()
    run.refresh_from_db()
    assert (run.new, run.wrong) == (running.MAX_IN_REQUEST + 1, 0)
    post(partner, run, "confirm_import")
    work()
    run.refresh_from_db()
    assert (run.state, run.problem) == (State.DONE, "")
    assert PracticePage.objects.get(title="Pavyzdys").original.external_id == "A3"
    post(partner, run, "undo_import")
    work()
    assert not PracticePage.objects.filter(title__in=("Pavyzdys", "Practice A3")).exists()


def test_what_a_killed_worker_has_written_is_taken_back(partner: Client) -> None:
    run = begun(partner, running.MAX_IN_REQUEST + 5)
    assert running.Work(run.pk).step()
    assert len(imported()) == running.MAX_IN_REQUEST
    Import.objects.update(alive_at=timezone.now())  # of the second batch, in which it was killed
    mail_round.send(sender=None)
    run.refresh_from_db()
    assert run.state == State.RUNNING  # it may only be slow
    Import.objects.update(alive_at=timezone.now() - 2 * running.STALE)
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())
    assert "The import was interrupted" in page(partner, run).select_one(".help-critical").get_text()
    run = post(partner, run, "check_import_again")
    work()
    run = post(partner, run, "confirm_import")
    work()
    run.refresh_from_db()
    assert (run.state, len(imported())) == (State.DONE, running.MAX_IN_REQUEST + 5)


def test_what_fails_in_the_middle_is_taken_back(partner: Client) -> None:
    run = begun(partner, running.MAX_IN_REQUEST + 5)
    assert running.Work(run.pk).step()
    with mock.patch.object(running, "write_batch", side_effect=RuntimeError("full")):
        work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())
    assert "the log" in run.problem


def test_nothing_is_written_for_an_account_that_was_closed(partner: Client) -> None:
    run = begun(partner, running.MAX_IN_REQUEST + 5)
    User.objects.filter(username="partner-kpmpc").update(is_active=False)
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())
