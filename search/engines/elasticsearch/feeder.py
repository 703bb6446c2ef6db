"""Keeps the index up to date in a background thread, so that no save and no search waits for it."""

import logging
import os
from collections.abc import Callable
from threading import Event, Lock, Thread
from time import sleep

from django.db import DatabaseError, connection
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import Unavailable
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.index import (
    FeedRefused,
    alias_name,
    ensure_index,
    feed,
    indexed_version,
    latest_version,
    rebuild,
)

log = logging.getLogger(__name__)
BULK_TIMEOUT = 30  # seconds for a bulk request: only the thread waits
MIN_BACKOFF, MAX_BACKOFF = 1.0, 30.0  # seconds between two tries while Elasticsearch fails


def catch_up(client: Elasticsearch) -> int:
    """Brings the index up to date, whatever state it is in. Returns the number of documents sent."""
    client = client.options(request_timeout=BULK_TIMEOUT)
    ensure_index(client)
    if indexed_version(client, alias_name()) > latest_version():
        return rebuild(client)  # the database is older than the index: a restored backup
    return feed(client, alias_name())


class Feeder:
    """`probe` is a search like a reader's: the breaker is closed only once it succeeds."""

    def __init__(self, client: Elasticsearch, breaker: Breaker, probe: Callable[[], object]) -> None:
        self.client, self.breaker, self.probe = client, breaker, probe
        self._woken = Event()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._process = 0

    def wake(self) -> None:
        """Send new versions as soon as possible. Returns at once."""
        self._woken.set()
        with self._lock:
            if self._thread is None or not self._thread.is_alive() or self._process != os.getpid():
                self._process = os.getpid()
                self._thread = Thread(target=self._run, name="elasticsearch-feeder", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._woken.wait()
            backoff = MIN_BACKOFF
            while not self.try_once():
                connection.close()
                sleep(backoff)
                backoff = min(2 * backoff, MAX_BACKOFF)
            connection.close()

    def try_once(self) -> bool:
        """Whether the index is up to date and answers. A failure opens the breaker."""
        self._woken.clear()
        sent = 0
        try:
            sent = catch_up(self.client)
            self.probe()
        except Unavailable as error:
            if not error.is_behind:
                return self._on_failure(error)
            self._woken.set()  # something was saved in the meantime, or another process is filling a new index
            return sent > 0
        except (ApiError, TransportError, FeedRefused, DatabaseError) as error:
            return self._on_failure(error)
        except Exception as error:
            log.exception("Feeding Elasticsearch failed.")
            return self._on_failure(error)  # if this thread died, nothing would close the breaker
        if self.breaker.is_open:
            log.warning("Elasticsearch answers again, after %.0f seconds.", self.breaker.seconds_open)
            self.breaker.close()
        return True

    def _on_failure(self, error: Exception) -> bool:
        log.warning("Elasticsearch is not up to date: %s", error)
        self.breaker.open()
        return False
