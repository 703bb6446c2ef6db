"""Suggestions in the admin: URLs, menu item, dashboard panel, and a log entry for the draft."""

from datetime import date

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.base.delivery.sites import settings_for
from practices.curation.desk import desk_of
from practices.suggestions.admin_views import SuggestionList, decline_suggestion, suggestion
from practices.suggestions.deciding import SUGGESTED
from practices.suggestions.panel import add_suggestions_panel

hooks.register("construct_homepage_panels", add_suggestions_panel)


@hooks.register("register_admin_urls")
def suggestion_urls() -> list[URLPattern]:
    return [
        path("practices/suggestions/", SuggestionList.as_view(), name="suggestions"),
        path("practices/suggestions/results/", SuggestionList.as_view(results_only=True), name="suggestions_results"),
        path("practices/suggestions/<int:pk>/", suggestion, name="suggestion"),
        path("practices/suggestions/<int:pk>/decline/", decline_suggestion, name="decline_suggestion"),
    ]


class SuggestionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Shown while the form is enabled. Afterwards, the dashboard links to those that are left."""
        return desk_of(request).sees_all and settings_for(request).takes_suggestions


@hooks.register("register_admin_menu_item")
def suggestions_menu_item() -> MenuItem:
    label = pgettext_lazy("menu", "Suggestions")
    return SuggestionsMenuItem(label, reverse("suggestions"), icon_name="mail", name="suggestions", order=112)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(SUGGESTED)
    class Suggested(LogFormatter):
        label = gettext_lazy("Suggested by a reader")

        def format_message(self, log_entry: PageLogEntry) -> str:
            day = date_format(date.fromisoformat(log_entry.data["sent"]), "DATE_FORMAT")
            return _("Suggested by a reader on %(day)s, and given to the partner") % {"day": day}
