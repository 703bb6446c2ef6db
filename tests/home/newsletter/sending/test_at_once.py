"""A reader who wants their data deleted while an issue starts does not stop it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cms.base.readers.model import Reader, Unsubscribed
from cms.base.readers.subscribing import erase
from home.models import Delivery, NewsletterPage, Sending
from home.newsletter.sending import starting
from tests.base.readers.test_at_once import somebody_waits
from tests.home.newsletter.sending.conftest import NUMBER, make_issue, make_readers, make_sending
from tests.processes import SECONDS, wait_for


@pytest.fixture(autouse=True)
def nothing_stays(committed: None) -> Iterator[None]:
    yield
    NewsletterPage.objects.filter(number=NUMBER).delete()
    for model in (Sending, Reader, Unsubscribed):
        model.objects.all().delete()


def test_who_is_deleted_while_an_issue_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    ona, _jan = make_readers(["ona@example.org", "jan@example.org"])
    sending = make_sending(make_issue())

    def erase_ona() -> None:
        try:
            erase(ona)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        chosen = starting.deliveries_for

        def erased_meanwhile(*args: object) -> list[Delivery]:
            waiting.append(pool.submit(erase_ona))
            wait_for(lambda: somebody_waits() or waiting[0].done())
            return chosen(*args)  # type: ignore[arg-type]

        waiting: list = []
        monkeypatch.setattr(starting, "deliveries_for", erased_meanwhile)
        starting.start_due()
        waiting[0].result(SECONDS)
    sending.refresh_from_db()
    assert sending.state == Sending.State.RUNNING
    assert not Reader.objects.filter(pk=ona.pk).exists()
    assert sorted(sending.deliveries.values_list("reader__folded", flat=True), key=str) == [None, "jan@example.org"]
