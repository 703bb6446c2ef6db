"""Bulk actions of the desk for taking and planning rows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name

from cms.base.access.roles import is_coordinator
from cms.base.translation.desk import deciding
from cms.base.translation.desk.access import may_work_on, translators_into
from cms.base.translation.desk.bulk import DeskAction
from cms.base.translation.desk.item_views import DayInput
from cms.base.translation.desk.model import TranslationItem

AS_IT_IS, NOBODY = "", "nobody"


class TakeAction(DeskAction):
    """Skips items that are finished or taken by somebody else."""

    display_name = _("Take")
    aria_label = _("Take the selected translations")
    action_type = "take"
    template_name = "base/admin/desk/confirm_take.html"
    action_priority = 80
    is_for_translators = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        free = [each["item"] for each in context["items"] if _may_take(each["item"])]
        return {**context, "free": free, "others": len(self.request.GET.getlist("id")) - len(free)}

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects: Iterable[TranslationItem], **kwargs: Any) -> tuple[int, int]:
        return sum(_may_take(item) and deciding.take(item, kwargs["user"]) for item in objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "You have taken %(count)d translation.", "You have taken %(count)d translations.", num_parent_objects
        ) % {"count": num_parent_objects}


def _may_take(item: TranslationItem) -> bool:
    return item.is_waiting and item.taken_by_id is None


class PlanManyForm(forms.Form):
    """Empty fields leave values unchanged. Translators can only hand over; the rest is for coordinators."""

    to = forms.ChoiceField(label=_("Taken by"), required=False)
    due = forms.DateField(label=_("Due"), required=False, widget=DayInput)
    priority = forms.TypedChoiceField(
        label=_("Priority"),
        required=False,
        choices=[(AS_IT_IS, _("as it is")), *TranslationItem.Priority.choices],
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, user: Any, items: Iterable[TranslationItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Q(pk=user.pk)
        for locale in {item.locale for item in items}:
            people |= Q(pk__in=translators_into(locale).values("pk"))
        self.people = {
            str(each.pk): each
            for each in get_user_model()._default_manager.filter(people).order_by("first_name", "last_name", "pk")
        }
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (AS_IT_IS, _("as it is")),
            (NOBODY, _("Nobody")),
            *((key, get_user_display_name(each)) for key, each in self.people.items()),
        ]
        if not is_coordinator(user):
            del self.fields["due"], self.fields["priority"]


class PlanAction(DeskAction):
    """Plans each item as its own form would; items that the chosen person may not translate are not reassigned."""

    display_name = _("Plan")
    aria_label = _("Plan the selected translations")
    action_type = "plan"
    template_name = "base/admin/desk/confirm_plan.html"
    action_priority = 90
    form_class = PlanManyForm

    def get_actionable_objects(self) -> tuple[list[TranslationItem], dict[str, Any]]:
        items, others = super().get_actionable_objects()
        user: Any = self.request.user
        if not is_coordinator(user):
            items = [item for item in items if item.taken_by_id in (None, user.pk)]
        return items, others

    def get_form_kwargs(self) -> dict[str, Any]:
        items, _others = self.get_actionable_objects()
        return {**super().get_form_kwargs(), "user": self.request.user, "items": items}

    def get_execution_context(self) -> dict[str, Any]:
        return {"form": self.cleaned_form, "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: Iterable[TranslationItem], **kwargs: Any) -> tuple[int, int]:
        form, done = kwargs["form"], 0
        data = form.cleaned_data
        chosen = form.people.get(data["to"])
        for item in objects:
            to = item.taken_by if data["to"] == AS_IT_IS else chosen
            if chosen and not may_work_on(chosen, item):
                continue
            deciding.plan(item, to, data.get("due") or item.due, data.get("priority") or item.priority, kwargs["user"])
            done += 1
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d translation was changed.", "%(count)d translations were changed.", num_parent_objects
        ) % {"count": num_parent_objects}
