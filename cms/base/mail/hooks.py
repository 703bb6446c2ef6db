"""Outgoing mail in the admin: its report, the permissions for it, and the warning on the dashboard."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.base.mail.report import OutgoingMailReport, policy
from cms.base.mail.warning import add_mail_warning

hooks.register("construct_homepage_panels", add_mail_warning)


@hooks.register("register_admin_urls")
def outgoing_mail_urls() -> list[URLPattern]:
    return [
        path("reports/outgoing-mail/", OutgoingMailReport.as_view(), name="outgoing_mail"),
        path(
            "reports/outgoing-mail/results/",
            OutgoingMailReport.as_view(results_only=True),
            name="outgoing_mail_results",
        ),
    ]


class OutgoingMailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, ["view", "change", "delete"])


@hooks.register("register_reports_menu_item")
def outgoing_mail_menu_item() -> MenuItem:
    return OutgoingMailMenuItem(
        gettext_lazy("Outgoing mail"), reverse("outgoing_mail"), icon_name="mail", name="outgoing-mail", order=9020
    )


@hooks.register("register_permissions")
def outgoing_mail_permissions() -> QuerySet[Permission]:
    """For the group form: people other than administrators may look after mail. Nobody adds mails by hand."""
    return Permission.objects.filter(
        content_type__app_label="base",
        codename__in=("view_outgoingmail", "change_outgoingmail", "delete_outgoingmail"),
    )
