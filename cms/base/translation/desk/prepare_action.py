"""The bulk action that begins items, and the page that shows its progress."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cms.base.translation.desk.bulk import DeskAction
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.preparation import Preparation
from cms.base.translation.desk.preparing import prepare

REFRESH = "3"  # seconds


class PrepareAction(DeskAction):
    display_name = _("Prepare")
    aria_label = _("Prepare the selected translations")
    action_type = "prepare"
    template_name = "base/admin/desk/confirm_prepare.html"

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
