"""The part of a reader that runs as a separate process, with limited memory and time. Does not load Django.

A file of five kilobytes can make any spreadsheet reader allocate gigabytes.
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
    """The file was refused, with an error code that the calling process knows."""


def answer(read: Callable[[bytes], dict[str, Any]]) -> None:
    """Reads standard input and writes the result of `read` as JSON, or `{"error": …}`."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    data = sys.stdin.buffer.read()
    try:
        found = read(data)
    except (TooLarge, MemoryError):
        found = {"error": "large"}
    except Refused as error:
        found = {"error": str(error)}
    except Exception:  # parsers raise all kinds of exceptions for damaged files
        found = {"error": "broken"}
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"))
