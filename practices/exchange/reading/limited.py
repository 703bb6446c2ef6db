"""The half of a reader that is a process of its own, whose memory and time are limited. Django is not loaded.

A file of five kilobytes can make any reader of spreadsheets ask for gigabytes.
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from practices.exchange.reading.limits import MAX_MEMORY, MAX_SECONDS


class TooLarge(Exception):
    pass


class Refused(Exception):
    """With a word for the reason, which the other half knows."""


def answer(read: Callable[[bytes], dict[str, Any]]) -> None:
    """Reads standard input, and writes what `read` makes of it as JSON; or `{"error": …}`."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    data = sys.stdin.buffer.read()
    try:
        found = read(data)
    except (TooLarge, MemoryError):
        found = {"error": "large"}
    except Refused as error:
        found = {"error": str(error)}
    except Exception:  # whatever a parser makes of a damaged file
        found = {"error": "broken"}
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"))
