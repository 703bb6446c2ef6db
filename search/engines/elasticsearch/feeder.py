"""Keeps the index in step, in a thread of the process: nobody who saves or searches waits for Elasticsearch."""

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
BULK_SECONDS = 30  # a bulk request may take this long: only the thread waits
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries while Elasticsearch fails


def catch_up(client: Elasticsearch) -> int:
    """Brings the index up to the database, whatever state it is in. Returns how many documents were sent."""
    patient = client.options(request_timeout=BULK_SECONDS)
    ensure_index(patient)
    if indexed_version(patient, alias_name()) > latest_version():
        return rebuild(patient)  # the database is an older one than the index was made of: a restored backup
    return feed(patient, alias_name())


class Feeder:
    """`probe` is a search as readers make it; only when it succeeds are readers sent to Elasticsearch again."""

    def __init__(self, client: Elasticsearch, breaker: Breaker, probe: Callable[[], object]) -> None:
        self.client, self.breaker, self.probe = client, breaker, probe
        self._wanted = Event()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._process = 0

    def wake(self) -> None:
        """Send what is new as soon as possible. Returns at once."""
        self._wanted.set()
        with self._lock:
            if self._thread is None or not self._thread.is_alive() or self._process != os.getpid():
                self._process = os.getpid()
                self._thread = Thread(target=self._run, name="elasticsearch-feeder", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            pause = FIRST_PAUSE
            while not self.try_once():
                connection.close()
                sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            connection.close()

    def try_once(self) -> bool:
        """Whether the index is in step and answers. A failure opens the breaker."""
        self._wanted.clear()
        sent = 0
        try:
            sent = catch_up(self.client)
            self.probe()
        except Unavailable as error:
            if not error.is_behind:
                return self._failed(error)
            self._wanted.set()  # somebody saved meanwhile, or another process fills a new index
            return sent > 0
        except (ApiError, TransportError, FeedRefused, DatabaseError) as error:
            return self._failed(error)
        except Exception as error:
            log.exception("What feeds Elasticsearch has failed.")
            return self._failed(error)  # without this thread nobody would ask Elasticsearch again
        if self.breaker.is_open:
            log.warning("Elasticsearch answers again, after %.0f seconds.", self.breaker.seconds_open)
            self.breaker.close()
        return True

    def _failed(self, error: Exception) -> bool:
        log.warning("Elasticsearch is not in step: %s", error)
        self.breaker.open()
        return False
