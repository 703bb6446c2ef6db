"""Many attempts at the same time, each with a connection of its own, as in several processes."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from cms.base.throttling.attempts import LIMITS, PasswordAttempts, begin


def attempt(_: int) -> bool:
    try:
        return not begin({"pair": "at once"})
    finally:
        connection.close()


def test_many_at_once_gain_nothing(committed: None) -> None:
    try:
        with ThreadPoolExecutor(12) as pool:
            assert sum(pool.map(attempt, range(24))) == LIMITS["pair"].free
    finally:
        PasswordAttempts.objects.all().delete()
