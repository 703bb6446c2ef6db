"""Wagtail imports this module for hooks. Each subject registers its own."""

from home import first_steps  # noqa: F401
from home.meetings import hooks as meetings_hooks  # noqa: F401
from home.newsletter import choosing  # noqa: F401
from home.newsletter.sending import hooks as sending_hooks  # noqa: F401
from home.proposals import panel  # noqa: F401
