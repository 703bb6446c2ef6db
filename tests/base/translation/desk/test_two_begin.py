"""Two people begin the same translation, over two connections."""

import threading

import pytest
from django.db import connection, connections

from cms.base.translation.desk.begin import begin
from tests.base.translation.desk.test_begin import in_dutch, item_of
from tests.base.translation.work import make_news


@pytest.mark.usefixtures("committed")
def test_two_at_once_make_one_page() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    page = make_news()
    item, errors = item_of(page), []

    def work() -> None:
        try:
            begin(item, None)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(in_dutch(page)) == 1
