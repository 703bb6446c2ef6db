"""A term is deleted while a page that uses it is being saved, over two connections."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from cms.base.errors import RefusedChange
from practices.models import Concept, PracticePage
from tests.factories import make_practice
from tests.processes import SECONDS, wait_for


@pytest.fixture
def term(committed: None) -> Iterator[Concept]:
    concept = Concept.objects.create(scheme="country", slug="xx", labels={"en": "Nowhere"})
    yield concept
    PracticePage.objects.filter(title="Uses it").delete()
    Concept.objects.filter(pk=concept.pk).delete()


def save(page: PracticePage, term: Concept, publish: bool) -> None:
    page = PracticePage.objects.get(pk=page.pk)
    page.countries = [term]
    revision = page.save_revision()
    if publish:
        revision.publish()


def at_once(first: Callable[[], None], second: Callable[[], None]) -> Exception | None:
    """Runs `second` before `first` is committed. Returns what is raised in it."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            with transaction.atomic():
                second()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        wait_for(lambda: waits() or not thread.is_alive())
    thread.join(SECONDS)
    return raised[0] if raised else None


def waits() -> bool:
    """Whether another connection waits for a lock. On SQLite, there is one for all writers."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction sees the same activity all the time
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_deleted_first_cannot_be_used(term: Concept, publish: bool) -> None:
    page, used = make_practice(title="Uses it", live=False), Concept.objects.get(pk=term.pk)
    refused = at_once(lambda: term.delete() and None, lambda: save(page, used, publish))
    assert isinstance(refused, RefusedChange)
    assert not Concept.objects.filter(slug="xx").exists()
    assert used.pk not in PracticePage.objects.get(pk=page.pk).latest_revision.content["countries"]


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_used_first_cannot_be_deleted(term: Concept, publish: bool) -> None:
    page = make_practice(title="Uses it", live=False)
    refused = at_once(lambda: save(page, term, publish), lambda: Concept.objects.get(pk=term.pk).delete() and None)
    assert isinstance(refused, ProtectedError)
    assert Concept.objects.filter(slug="xx").exists()
