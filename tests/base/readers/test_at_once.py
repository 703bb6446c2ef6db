"""Concurrent actions on one reader: there are no deadlocks, and what is deleted stays deleted."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Reader, Subscription, Unsubscribed
from cms.base.readers.subscribing import confirm, end, erase, locked
from tests.processes import SECONDS, wait_for

LATE: dict[str, Callable[[Subscription], None]] = {
    "confirm": confirm,
    "end": lambda subscription: end([subscription]),
    "erase": lambda subscription: erase(subscription.reader),
}


@pytest.fixture(autouse=True)
def nothing_stays(committed: None) -> Iterator[None]:
    yield
    for model in (OutgoingMail, Unsubscribed, Reader):
        model.objects.all().delete()


def asked(address: str) -> Subscription:
    reader = Reader.objects.create(address=address, folded=address, digest=address, language="en")
    return Subscription.objects.create(reader=reader, kind="newsletter", language="en", wording="I agree")


def somebody_waits() -> bool:
    """Whether another connection waits for this transaction. Always true on SQLite, which has one writer."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("name", LATE)
def test_the_reader_is_locked_first(name: str) -> None:
    """With the reader locked, everything can be deleted: nobody who waits for the reader holds a part of it."""

    def late() -> None:
        try:
            LATE[name](subscription)
        finally:
            connection.close()

    subscription = Subscription.objects.select_related("reader").get(pk=asked("ona@example.org").pk)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locked([subscription.reader_id])
            waiting = pool.submit(late)
            wait_for(somebody_waits)
            Reader.objects.all().delete()
        waiting.result(SECONDS)
    assert not Reader.objects.exists()
    assert not Unsubscribed.objects.exists()


@pytest.mark.parametrize("name", LATE)
def test_what_is_gone_is_no_error(name: str) -> None:
    """Each action starts with an object that has since been deleted."""
    subscription = asked("ona@example.org")
    Reader.objects.all().delete()
    LATE[name](subscription)
    assert not Reader.objects.exists()
    assert not Unsubscribed.objects.exists()
