"""Log entries for cancelled schedules, in the history of a page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.base.publishing.schedule import SCHEDULE_CANCELLED


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(SCHEDULE_CANCELLED)
    class ScheduleCancelled(LogFormatter):
        label = gettext_lazy("Cancel schedule")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Not published as scheduled. %(reasons)s") % log_entry.data
