"""Shows menu items and figures only to those who have a use for them."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.models import GroupPagePermission
from wagtail.utils.version import get_main_version

# Reports for those who publish: partners see the state of their own work in the list of practices.
FOR_PUBLISHERS = {"locked-pages", "workflows", "workflow-tasks", "site-history", "aging-pages"}


def hide_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """For the hook `construct_reports_menu`."""
    user: Any = request.user
    publishes = GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_page")
    if not user.is_superuser and not publishes.exists():
        menu_items[:] = [item for item in menu_items if item.name not in FOR_PUBLISHERS]


def hide_wagtails_guides(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """For the hook `construct_help_menu`: ours replace them; and the style guide is for developers."""
    hidden = {f"whats-new-in-wagtail-{get_main_version(include_patch=False)}", "editor-guide"}
    user: Any = request.user
    if not user.is_superuser:
        hidden.add("style-guide")
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


def hide_figures(request: HttpRequest, items: list[SummaryItem]) -> None:
    """For the hook `construct_homepage_summary_items`: the number of pages tells nobody what to do."""
    items.clear()
