"""Imports that several processes or people continue with: a slow process that was presumed dead changes nothing."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from practices.exchange.importing import checking, running
from practices.exchange.importing.running import go_on
from practices.models import Import, ImportedFile
from tests.practices.exchange.admin import (
    State,
    begun,
    imported,
    page,
    post,
    row,
    upload,
    url,
    work,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


def to_be_checked(partner: Client) -> Import:
    run = upload(partner, [row("A"), row("B")])
    Import.objects.filter(pk=run.pk).update(state=State.CHECKING, alive_at=None)
    return run


def seem_dead(run: Import) -> None:
    Import.objects.filter(pk=run.pk).update(alive_at=timezone.now() - 2 * running.STALE)


class Once:
    """Does something before a function does its work for the first time."""

    def __init__(self, what: Any, function: Any) -> None:
        self.what, self.function, self.is_done = what, function, False

    def __call__(self, *args: Any) -> Any:
        if not self.is_done:
            self.is_done = True
            self.what()
        return self.function(*args)


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_check_that_others_have_taken_over_changes_nothing(partner: Client, is_confirmed: bool) -> None:
    run = to_be_checked(partner)

    def meanwhile() -> None:
        seem_dead(run)
        go_on(run.pk)
        if is_confirmed:
            partner.post(url(run, "confirm_import"))

    with mock.patch.object(checking, "_keep", Once(meanwhile, checking._keep)):
        go_on(run.pk)
    run.refresh_from_db()
    assert (run.state, run.problem) == (State.DONE if is_confirmed else State.READY, "")
    assert imported() == ({"A", "B"} if is_confirmed else set())
    assert run.rows.count() == (0 if is_confirmed else 2)
    assert ImportedFile.objects.exists() != is_confirmed


def test_what_is_thrown_away_while_it_is_checked_does_not_come_back(partner: Client) -> None:
    run = to_be_checked(partner)

    def discard() -> None:
        partner.post(url(run, "discard_import"))
        assert not Import.objects.exists()

    with mock.patch.object(checking, "needs_of", Once(discard, checking.needs_of)):
        go_on(run.pk)
    assert not Import.objects.exists()


def test_a_failure_tells_nothing_of_what_others_have_done_since(partner: Client) -> None:
    run = to_be_checked(partner)

    def fail(*args: Any) -> None:
        seem_dead(run)
        with mock.patch.object(running, "check", checking.check):
            go_on(run.pk)
        partner.post(url(run, "confirm_import"))
        raise RuntimeError("no memory")

    with mock.patch.object(running, "check", fail):
        go_on(run.pk)
    run.refresh_from_db()
    assert (run.state, run.problem, imported()) == (State.DONE, "", {"A", "B"})


def test_a_batch_that_was_taken_back_is_not_written(partner: Client) -> None:
    run = begun(partner, running.MAX_IN_REQUEST + 5)

    def meanwhile() -> None:
        seem_dead(run)
        work()
        post(partner, run, "check_import_again")
        work()
        post(partner, run, "confirm_import")

    read = Once(meanwhile, running.table_of_import)
    with mock.patch.object(running, "table_of_import", read):
        running.Work(run.pk).step()
    run.refresh_from_db()
    assert (run.state, run.position, imported()) == (State.RUNNING, 0, set())


def test_a_check_of_slow_rows_shows_that_it_lives(partner: Client) -> None:
    run = to_be_checked(partner)
    seen = []
    keep = checking._keep

    def see(run: Import, found: Any) -> None:
        keep(run, found)
        seen.append(Import.objects.get(pk=run.pk).position)

    with mock.patch.object(checking, "LIFE", -1.0), mock.patch.object(checking, "_keep", see):
        go_on(run.pk)
    assert seen[:2] == [1, 2]


def test_a_file_that_ends_every_check_is_given_up(partner: Client) -> None:
    run = to_be_checked(partner)
    with mock.patch.object(running, "check", side_effect=KeyboardInterrupt):  # as if the process were killed
        for _time in range(running.ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                go_on(run.pk)
            seem_dead(run)
        go_on(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "Split it into several files" in page(partner, run).select_one(".help-critical").get_text()
    assert not ImportedFile.objects.exists()


def test_checks_that_come_to_an_end_are_not_counted(partner: Client) -> None:
    run = upload(partner, [row("A", methods="mentorng")])
    for _time in range(running.ATTEMPTS + 1):
        Import.objects.filter(pk=run.pk).update(state=State.CHECKING, alive_at=timezone.now() - timedelta(hours=1))
        go_on(run.pk)
    run.refresh_from_db()
    assert run.state == State.READY


def test_undoing_that_fails_is_tried_again(partner: Client) -> None:
    run = post(partner, upload(partner, [row("A")]), "confirm_import")
    with mock.patch.object(running, "undo_batch", side_effect=RuntimeError("busy")):
        run = post(partner, run, "undo_import")
    assert (run.state, imported()) == (State.UNDOING, {"A"})
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.UNDONE, set())
