"""Outgoing mail in the admin: what became of each mail, but never what it says."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.base.access.required import require
from cms.base.ids import id_in
from cms.base.mail.model import OutgoingMail

policy = ModelPermissionPolicy(OutgoingMail)


class OutgoingMailFilterSet(WagtailFilterSet):
    class Meta:
        model = OutgoingMail
        fields = ["status", "kind", "problem"]


class ActionsColumn(Column):
    """The buttons that the user may press for a mail."""

    cell_template_name = "base/admin/mail_actions.html"

    def get_cell_context_data(self, instance: OutgoingMail, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        context["csrf_token"] = get_token(request)
        context["may_retry"] = instance.status != instance.Status.SENT and policy.user_has_permission(
            request.user, "change"
        )
        context["may_delete"] = policy.user_has_permission(request.user, "delete")
        return context


def problem(mail: OutgoingMail) -> str:
    return f"{mail.get_problem_display()} ({mail.last_error})" if mail.problem else ""


def next_try(mail: OutgoingMail) -> str:
    """The time of the next try, as text: Wagtail's date column shows "just now" for future times."""
    return date_format(localtime(mail.next_try), "SHORT_DATETIME_FORMAT") if mail.next_try else ""


class OutgoingMailReport(ReportView):
    model = OutgoingMail
    page_title = gettext_lazy("Outgoing mail")
    header_icon = "mail"
    index_url_name = "outgoing_mail"
    index_results_url_name = "outgoing_mail_results"
    results_template_name = "base/admin/mail_report_results.html"
    filterset_class = OutgoingMailFilterSet
    is_searchable = False
    list_export: list[str] = []  # nobody needs a file of addresses
    permission_policy = policy
    any_permission_required = ["view", "change", "delete"]
    columns = [
        Column("recipient", label=gettext_lazy("Recipient"), classname="title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor="get_status_display",
            primary=lambda mail: mail.status == OutgoingMail.Status.SENT,
        ),
        DateColumn("created", label=gettext_lazy("Created")),
        Column("tries", label=gettext_lazy("Attempts")),
        Column("next_try", label=gettext_lazy("Next attempt"), accessor=next_try),
        Column("problem", label=gettext_lazy("Problem"), accessor=problem),
        ActionsColumn("actions", label=gettext_lazy("Actions")),
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_retry = policy.user_has_permission(self.request.user, "change")
        retry_all = may_retry and OutgoingMail.objects.unsent().exclude(problem="").exists()
        return super().get_context_data(**kwargs) | {"retry_all": retry_all}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Handles a button: for one mail or, without `mail`, for all."""
        action, pk = request.POST.get("action"), id_in(request.POST.get("mail", ""))
        mails = OutgoingMail.objects.filter(pk=pk) if pk is not None else OutgoingMail.objects.all()
        if action == "retry":
            require(policy, request.user, "change")
            count = mails.retry()
            text = ngettext(
                "%(count)d e-mail will be sent again within seconds.",
                "%(count)d e-mails will be sent again within seconds.",
                count,
            )
            messages.success(request, text % {"count": count})
        elif action == "delete" and pk is not None:
            require(policy, request.user, "delete")
            mails.delete()
            messages.success(request, _("The e-mail was deleted."))
        return redirect(self.index_url_name)
