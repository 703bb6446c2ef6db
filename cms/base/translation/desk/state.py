"""The state of an item in a language."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.base.translation.texts.text import Text


class State(models.TextChoices):
    """In order of urgency."""

    CHANGED = "changed", _("Original changed")
    MISSING = "missing", _("Texts missing")
    NEW = "new", pgettext_lazy("translation", "Not begun")
    RETURNED = "returned", pgettext_lazy("translation", "Sent back by the reviewer")
    READY = "ready", _("Ready to publish")
    REVIEW = "review", pgettext_lazy("translation", "In review")
    CURRENT = "current", _("Live and current")


OPEN = (State.CHANGED, State.MISSING, State.NEW)  # texts need to be written
WAITING = (*OPEN, State.RETURNED, State.READY, State.REVIEW)  # somebody needs to act


def state_of(texts: Collection[Text], is_current: bool, in_review: bool = False, is_returned: bool = False) -> State:
    """`is_current`: readers see exactly what is translated, and all of it."""
    states = [text.state for text in texts]
    if "changed" in states:
        return State.CHANGED
    if "missing" in states:
        return State.MISSING if "done" in states else State.NEW
    if is_current:
        return State.CURRENT
    if in_review:
        return State.REVIEW
    return State.RETURNED if is_returned else State.READY
