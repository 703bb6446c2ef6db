"""Names that the site gives to groups, workflows and tasks are stored in English and shown in the reader's language.

A name that an administrator has chosen is shown as it is.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import post_init, pre_save
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Collection, GroupApprovalTask, PageLogEntry, Task, Workflow

NAMED = (Group, Workflow, Task, GroupApprovalTask, Collection)
# A name is one of these, or begins with it: "Partner: KPMPC (kpmpc)".
GIVEN = (
    gettext_noop("Administrators"),
    gettext_noop("Coordinators"),
    gettext_noop("Newsletter"),
    gettext_noop("Translators"),
    gettext_noop("Partner"),
    gettext_noop("Review"),
    gettext_noop("Review by the coordinators"),
    gettext_noop("Review of news and meetings"),
    gettext_noop("Review by another partner"),
    gettext_noop("Root"),  # Wagtail's name for the root collection
)


class GivenName(str):
    """A name that displays in the reader's language and is written to the database as it was stored."""

    def __str__(self) -> str:
        return _translated(self, dict(zip(GIVEN, map(gettext, GIVEN), strict=True)))


def _translated(name: str, words: dict[str, str]) -> str:
    first, colon, rest = name.partition(": ")
    return f"{words.get(first, first)}{colon}{rest}"


def show_in_readers_language(instance: Any, **kwargs: Any) -> None:
    if instance.__dict__.get("name", "").partition(": ")[0] in GIVEN:  # not if the name is deferred
        instance.name = GivenName(instance.name)


def show_history_in_readers_language(instance: PageLogEntry, **kwargs: Any) -> None:
    """Log entries of a review name its workflow and tasks as they were called at the time."""
    workflow = (instance.__dict__.get("data") or {}).get("workflow") or {}
    for named in (workflow, workflow.get("task"), workflow.get("next")):
        if named and named.get("title", "").partition(": ")[0] in GIVEN:
            named["title"] = GivenName(named["title"])


def store_in_english(instance: Any, **kwargs: Any) -> None:
    """Forms send the translated name back: turn it into the stored one."""
    if not isinstance(instance.name, GivenName):
        instance.name = _translated(instance.name, dict(zip(map(gettext, GIVEN), GIVEN, strict=True)))


def translate_names_of(model: type[Model]) -> None:
    post_init.connect(show_in_readers_language, sender=model)
    pre_save.connect(store_in_english, sender=model)


for model in NAMED:
    translate_names_of(model)
post_init.connect(show_history_in_readers_language, sender=PageLogEntry)
