"""The action for rows that are ticked at the desk, and the page that shows how far it is."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.bulk_action import BulkAction

from cms.base.access.roles import is_coordinator
from cms.base.ids import ids_in
from cms.base.translation.desk.access import may_see_desk, may_translate, visible_items
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.preparation import Preparation
from cms.base.translation.desk.preparing import prepare

REFRESH = "3"  # seconds


class PrepareAction(BulkAction):
    """Of rows that the reader may not begin, it says nothing: they are not among those at the desk."""

    display_name = _("Prepare")
    aria_label = _("Prepare the selected translations")
    action_type = "prepare"
    template_name = "base/admin/desk/confirm_prepare.html"
    models = [TranslationItem]

    def get_actionable_objects(self) -> tuple[list[TranslationItem], dict[str, Any]]:
        user = self.request.user
        if not may_see_desk(user):
            raise PermissionDenied
        ids = ids_in(self.request.GET.getlist("id"))
        items = visible_items(user).filter(pk__in=ids).select_related("locale").order_by("pk")
        if not is_coordinator(user):
            items = items.filter(may_translate(user))
        return list(items), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        unbegun = [each["item"] for each in context["items"] if not each["item"].is_begun]
        return {**context, "unbegun": unbegun, "others": len(context["items"]) - len(unbegun)}

    def get_execution_context(self) -> dict[str, Any]:
        return {"action": self}

    @classmethod
    def execute_action(cls, objects: Iterable[TranslationItem], **kwargs: Any) -> tuple[int, int]:
        action = kwargs["action"]
        preparation = prepare(objects, action.request.user)
        if preparation.total:
            action.preparation = preparation
        return preparation.total, 0

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        preparation = getattr(self, "preparation", None)
        return redirect("translation_preparation", preparation.pk) if preparation else response


@require_safe
def preparation(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Preparation, pk=pk, user=request.user)
    response = render(request, "base/admin/desk/preparation.html", {"preparation": found})
    if not found.is_finished:
        response["Refresh"] = REFRESH
    return response
