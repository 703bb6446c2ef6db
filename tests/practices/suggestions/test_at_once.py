"""Somebody presses twice, or a proxy sends again what it has sent: at the same moment, to two processes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cms.base.mail.model import OutgoingMail
from cms.base.people.notices.model import HeldNotice
from practices.models import Suggestion
from practices.suggestions.taking import take
from tests.base.readers.test_at_once import somebody_waits
from tests.practices.suggestions.sending import VALUES
from tests.processes import SECONDS, wait_for


@pytest.fixture(autouse=True)
def nothing_stays(committed: None) -> Iterator[None]:
    yield
    for model in (OutgoingMail, HeldNotice, Suggestion):
        model.objects.all().delete()


def test_what_is_sent_twice_at_once_is_kept_once() -> None:
    def late() -> None:
        try:
            take(values | {"email": "ONA@example.org"}, "en")
        finally:
            connection.close()

    values = VALUES | {"may_be_named": False}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            take(values, "en")
            waiting = pool.submit(late)
            wait_for(somebody_waits)
        waiting.result(SECONDS)
    suggestion = Suggestion.objects.get()
    assert suggestion.email == VALUES["email"]
    suggestion.decide(Suggestion.State.DECLINED, None)
    suggestion.save()
    take(values, "en")
    assert Suggestion.objects.count() == 2
