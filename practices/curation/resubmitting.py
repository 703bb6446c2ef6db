"""There is only one way to resubmit a practice that was sent back."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem

from practices.repository.practice import PracticePage


@hooks.register("construct_page_action_menu")
def hide_restart(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Restarting the workflow would lose the reviewer, whom the coordinators would have to assign again."""
    if isinstance(context.get("page"), PracticePage):
        menu_items[:] = [item for item in menu_items if item.name != "action-restart-workflow"]
