"""Visitors do not wait for who writes, however long that takes."""

from threading import Thread

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from cms.base.models import SiteSettings
from tests.factories import make_practice
from tests.processes import SECONDS

ADDRESSES = [
    "/en/",
    "/en/practices/?q=garden",
    "/en/search/?q=garden",
    "/en/search/suggestions/?q=gar",
    "/sitemap.xml",
    "/sitemap-pages.xml",
]


@pytest.mark.usefixtures("committed")
def test_pages_are_read_while_somebody_writes() -> None:
    addresses = [*ADDRESSES, make_practice(title="Garden").url]
    found: dict[str, int] = {}

    def read() -> None:
        if connection.vendor == "sqlite":  # which would give up while the test is still watching, and PostgreSQL never
            connection.cursor().execute(f"PRAGMA busy_timeout = {10 * SECONDS * 1000}")
        client = Client()
        for address in addresses:
            found[address] = client.get(address).status_code
        connection.close()

    with transaction.atomic():
        SiteSettings.objects.update(name="Written, and not committed yet")
        reader = Thread(target=read)
        reader.start()
        reader.join(SECONDS)
        waits = reader.is_alive()
        transaction.set_rollback(True)
    reader.join()
    cache.clear()
    assert not waits
    assert found == dict.fromkeys(addresses, 200)
