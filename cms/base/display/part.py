"""A part of a page with a URL of its own below the page's: the news of one year, or about one topic, or a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """Named `part` in the context of a template. Every language of the page has the same parts at the same paths."""

    path: str  # below the page's URL, such as "2021/"
    title: str


def path_of_part(context: Mapping[str, Any]) -> str:
    """The path of the part that is shown; empty if that is the page itself."""
    part: Part | None = context.get("part")
    return part.path if part else ""
