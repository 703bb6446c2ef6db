"""Mails about comments in the admin: Wagtail's texts, as often as each recipient wants them."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.views.pages import edit

from cms.base.people.notices.kinds import COMMENT
from cms.base.people.notices.sending import notify


def send_notification(recipient_users: Iterable[Any], notification: str, extra_context: dict[str, Any]) -> bool:
    """Replaces Wagtail's function of this name, which its editor calls only for comments."""
    notify(recipient_users, COMMENT, f"wagtailadmin/notifications/{notification}", extra_context)
    return True


def replace_wagtails() -> None:
    edit.send_notification = send_notification
