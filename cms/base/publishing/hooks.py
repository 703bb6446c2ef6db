"""What editors are told: log entries for cancelled schedules, and values that a draft could not take."""

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.base.publishing.schedule import SCHEDULE_CANCELLED


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(SCHEDULE_CANCELLED)
    class ScheduleCancelled(LogFormatter):
        label = gettext_lazy("Cancel schedule")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Not published as scheduled. %(reasons)s") % log_entry.data


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_was_left_out(request: HttpRequest, page: Page) -> None:
    """Not for autosaves, which leave the form open with what was typed."""
    if "application/json" in request.headers.get("Accept", ""):
        return
    for left_out in getattr(page, "left_out_of_draft", ()):
        messages.warning(request, left_out)


@hooks.register("insert_editor_js")
def page_form_script() -> SafeString:
    return format_html(
        '<script src="{}" data-signed-out="{}" data-sign-in="{}" data-sign-in-url="{}"></script>',
        static("js/page_form.js"),
        _("You have been signed out. What you typed is still here, but it is not saved."),
        _("Sign in again in a new tab, then come back"),
        reverse("wagtailadmin_login"),
    )


@hooks.register("insert_editor_js")
def keyboard_scripts() -> SafeString:
    scripts = ("js/leave_lists.js", "js/tab_order.js")
    return format_html_join("", '<script src="{}"></script>', ((static(name),) for name in scripts))
