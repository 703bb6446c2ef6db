"""A warning on the admin dashboard of those who look after outgoing mail, while there is trouble with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.base.mail.model import OutgoingMail
from cms.base.mail.report import policy


class MailWarning(Component):
    order = 10
    template_name = "base/admin/mail_warning.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        in_trouble = OutgoingMail.objects.in_trouble()
        problems = set(in_trouble.values_list("problem", flat=True).order_by())
        return {
            "count": in_trouble.count(),
            "problems": [problem.label for problem in OutgoingMail.Problem if problem in problems],
            "never_tried": "" in problems,
        }


def add_mail_warning(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if policy.user_has_any_permission(request.user, ["view", "change"]) and OutgoingMail.objects.in_trouble().exists():
        panels.append(MailWarning())
