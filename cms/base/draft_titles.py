"""Who is told the title of a draft, in what is being done: those who work on the page; others, the published one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from cms.base.context_values import holding

# Whether the user of the current request, or who gets a mail, works on a page; None without a user, as in a command.
works_with: ContextVar[Callable[[Any], bool] | None] = ContextVar("works_with", default=None)


def titles_for(told: Callable[[Any], bool]) -> AbstractContextManager[None]:
    """`told`: whether somebody works on the page that it is called with."""
    return holding(works_with, told)
