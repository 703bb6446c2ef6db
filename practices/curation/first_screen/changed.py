"""What others have done to the pages of a partner since its editor's last visit."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry

from practices.curation.desk import Desk, desk_of
from practices.curation.first_screen.visits import previous_visit

SHOWN = 10
# The actions in Wagtail's log that are worth reporting. In our own words, because Wagtail's messages name tasks and
# workflows in the language in which they are stored.
TOLD = {
    "wagtail.create": _("Added"),
    "wagtail.edit": _("Changed"),
    "wagtail.publish": _("Published"),
    "wagtail.publish.scheduled": _("Published"),
    "wagtail.unpublish": _("Withdrawn"),
    "wagtail.unpublish.scheduled": _("Withdrawn"),
    "wagtail.move": _("Moved"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
    "wagtail.comments.create": _("Comment"),
    "wagtail.comments.create_reply": _("Answer to a comment"),
    "wagtail.comments.resolve": _("Comment resolved"),
}


class ChangesPanel(Component):
    order = 120
    template_name = "practices/admin/changes_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        since = previous_visit(self.desk.request.user)
        entries = once_each(self._entries().filter(timestamp__gt=since)) if since else []
        return {"since": since, "changes": [(entry, TOLD[entry.action]) for entry in entries]}

    def _entries(self) -> QuerySet[PageLogEntry]:
        """Entries by other people or by a schedule. The setup of the site has no user and is left out."""
        done = Q(user__isnull=False) | Q(action__endswith=".scheduled")
        entries = PageLogEntry.objects.filter(done, action__in=TOLD, page__in=self._pages())
        return (
            entries.exclude(user=self.desk.request.user).select_related("page__locale", "user").order_by("-timestamp")
        )

    def _pages(self) -> QuerySet:
        return Page.objects.filter(self.desk.below_own_partners()).order_by().values("pk")


def once_each(entries: QuerySet[PageLogEntry]) -> list[PageLogEntry]:
    """The latest entry of each kind for each page, among those examined."""
    found: dict[tuple[Any, str], PageLogEntry] = {}
    for entry in entries[: SHOWN * 10]:
        found.setdefault((entry.page_id, entry.action), entry)
    return list(found.values())[:SHOWN]


def add_changes_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    desk = desk_of(request)
    if desk.partners:
        panels.append(ChangesPanel(desk))
