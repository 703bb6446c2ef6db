"""Bulk changes in the admin: the button below the list, the pages of past changes, and log entries."""

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from practices.bulk.action import ChangePractices
from practices.bulk.apply import CHANGED, UNDONE
from practices.bulk.changes import KINDS, change_of
from practices.bulk.views import bulk_change, bulk_changes, undo_bulk_change

hooks.register("register_bulk_action", ChangePractices)


@hooks.register("register_admin_urls")
def bulk_urls() -> list[URLPattern]:
    return [
        path("practices/changes/", bulk_changes, name="bulk_changes"),
        path("practices/changes/<int:pk>/", bulk_change, name="bulk_change"),
        path("practices/changes/<int:pk>/undo/", undo_bulk_change, name="undo_bulk_change"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(CHANGED)
    class Changed(LogFormatter):
        label = gettext_lazy("Change together with others")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Together with other practices. %(what)s") % {"what": _what(log_entry)}

    @actions.register_action(UNDONE)
    class Undone(LogFormatter):
        label = gettext_lazy("Undo a change of many")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Undone together with other practices. %(what)s") % {"what": _what(log_entry)}


def _what(log_entry: PageLogEntry) -> str:
    kind = log_entry.data.get("kind")
    return change_of(kind, log_entry.data.get("parameters", {})).summary() if kind in KINDS else ""
