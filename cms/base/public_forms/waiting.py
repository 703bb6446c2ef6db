"""Asks people to wait after too many attempts, in words and in a header."""

import math
from datetime import timedelta

from django.http import HttpResponse


def minutes_of(wait: timedelta) -> int:
    """Rounded up, so that nobody comes back too early."""
    return math.ceil(wait.total_seconds() / 60)


def retry_after(response: HttpResponse, wait: timedelta) -> HttpResponse:
    """`response` itself, with the header that says in how many seconds to try again."""
    response["Retry-After"] = math.ceil(wait.total_seconds())
    return response
