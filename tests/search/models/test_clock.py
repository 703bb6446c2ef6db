"""The clock creates its one row by itself, and counts."""

import pytest
from django.db import transaction

from search.models import SearchClock

pytestmark = pytest.mark.django_db


def test_a_missing_row_is_created() -> None:
    SearchClock.objects.all().delete()
    SearchClock.lock()
    assert SearchClock.now() == 0
    SearchClock.objects.all().delete()
    assert SearchClock.tick() == SearchClock.now() == 1


def test_locking_does_not_count() -> None:
    before = SearchClock.tick()
    SearchClock.lock()
    assert SearchClock.now() == before
    assert SearchClock.tick() == before + 1


def test_a_rollback_is_not_counted() -> None:
    before = SearchClock.now()
    with transaction.atomic():
        SearchClock.tick()
        transaction.set_rollback(True)
    assert SearchClock.now() == before
