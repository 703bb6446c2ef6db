"""Import and export of the vocabulary in the admin: URLs, and log entries of terms."""

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from practices.exchange.vocabulary.apply import IMPORTED
from practices.exchange.vocabulary.columns import heading_of
from practices.exchange.vocabulary.undo import UNDONE
from practices.exchange.vocabulary.views import export_vocabulary_file, import_vocabulary, undo_vocabulary_import


@hooks.register("register_admin_urls")
def vocabulary_urls() -> list[URLPattern]:
    return [
        path("vocabulary/export/<slug:ending>/", export_vocabulary_file, name="export_vocabulary"),
        path("vocabulary/import/", import_vocabulary, name="import_vocabulary"),
        path("vocabulary/imports/<int:pk>/undo/", undo_vocabulary_import, name="undo_vocabulary_import"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(IMPORTED)
    class Imported(LogFormatter):
        label = gettext_lazy("Import from a file")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            columns = ", ".join(heading_of(name) for name in log_entry.data.get("columns", ()))
            return _("From the file “%(file)s”: %(columns)s") % {"file": log_entry.data.get("file"), "columns": columns}

    @actions.register_action(UNDONE)
    class Undone(LogFormatter):
        label = gettext_lazy("Undo an import")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            return _("The import of the file “%(file)s” was undone.") % {"file": log_entry.data.get("file")}
