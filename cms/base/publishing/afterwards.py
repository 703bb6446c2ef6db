"""Where people go after submitting or reviewing a page: to what is waiting next, not to the page explorer."""

from typing import Any

from django.contrib.messages import SUCCESS, add_message, get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

FINISHING_ACTIONS = ("action-submit", "action-restart-workflow", "action-workflow-action")


@hooks.register("after_create_page", order=10)  # after the hooks that only add messages
@hooks.register("after_edit_page", order=10)
def to_dashboard(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not any(name in request.POST for name in FINISHING_ACTIONS) or request.POST.get("next"):
        return None
    if "action-workflow-action" in request.POST:
        _tell_that_it_is_published(request, page)
    return redirect("wagtailadmin_home")


def _tell_that_it_is_published(request: HttpRequest, page: Page) -> None:
    """Replaces Wagtail's message that the page "has been updated", which it adds whatever the reviewer decided."""
    found: Any = Page.objects.filter(pk=page.pk, live=True, has_unpublished_changes=False).first()
    if found is None or found.workflow_in_progress or request.POST.get("workflow-action-name") != "approve":
        return
    queued = list(get_messages(request))  # reading them removes them
    updated = [each for each in queued if each.level == SUCCESS][-1:]
    for each in queued:
        if each not in updated:
            add_message(request, each.level, each.message, each.extra_tags)
    buttons = [messages.button(found.full_url, _("View live"))] if found.full_url else []
    text = _("“%(title)s” is approved and published.") % {"title": found.get_admin_display_title()}
    messages.success(request, text, buttons=buttons)
