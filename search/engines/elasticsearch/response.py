"""Reads responses. Any other shape raises `Unavailable`, because any service may answer at the configured URL."""

from typing import Any

from search.engines.base import Unavailable

MAX_NUMBER = 2**63 - 1  # the databases store no larger id


def part(response: Any, *path: str | int) -> Any:
    """The value at `path`, which consists of keys of objects and indices of lists."""
    for step in path:
        try:
            response = response[step]
        except (KeyError, IndexError, TypeError) as error:
            raise Unavailable(f"unexpected response without “{step}”") from error
    return response


def items(response: Any, *path: str | int) -> list[Any]:
    found = part(response, *path)
    if not isinstance(found, list):
        raise Unavailable(f"unexpected response: “{path[-1]}” is not a list")
    return found


def number(response: Any, *path: str | int) -> int:
    found = part(response, *path)
    if not isinstance(found, int) or not 0 <= found <= MAX_NUMBER:
        raise Unavailable(f"unexpected response: “{path[-1]}” is not a number")
    return found


def text(response: Any, *path: str | int) -> str:
    found = part(response, *path)
    if not isinstance(found, str):
        raise Unavailable(f"unexpected response: “{path[-1]}” is not a text")
    return found
