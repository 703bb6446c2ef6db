"""What people do with an item at the desk: take it, give it back, plan it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_user_display_name, get_valid_next_url_from_request

from cms.base.access.roles import is_coordinator
from cms.base.languages import language_name
from cms.base.people.fields import PersonField
from cms.base.translation.desk import deciding
from cms.base.translation.desk.access import may_work_on, translators_into, visible_items
from cms.base.translation.desk.model import TranslationItem


def item_for(request: HttpRequest, pk: int) -> TranslationItem:
    """The item. Raises 404 if the user does not see it at the desk."""
    items = visible_items(request.user).select_related("locale", "taken_by__wagtail_userprofile")
    found: TranslationItem = get_object_or_404(items, pk=pk)
    return found


def back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or "translation_desk")


@require_POST
def take_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk)
    if not may_work_on(request.user, item):
        raise PermissionDenied
    if deciding.take(item, request.user):
        messages.success(request, _("You have taken “%(title)s”.") % {"title": item.title})
    else:
        item.refresh_from_db()
        about = {"title": item.title, "name": get_user_display_name(item.taken_by)}
        messages.error(request, _("%(name)s has already taken “%(title)s”.") % about)
    return back(request)


@require_POST
def give_item_back(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk)
    if item.taken_by_id != request.user.pk and not is_coordinator(request.user):
        raise PermissionDenied
    deciding.give_back(item)
    messages.success(request, _("“%(title)s” is free again.") % {"title": item.title})
    return back(request)


class DayInput(forms.DateInput):
    """The browser's date input: Wagtail's calendar covers the fields below until a mouse closes it (Wagtail 8.0)."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlanForm(forms.Form):
    """Translators can only hand over; coordinators also set the due date and priority."""

    to = PersonField(label=gettext_lazy("Taken by"), queryset=None, required=False, empty_label=gettext_lazy("Nobody"))
    due = forms.DateField(label=gettext_lazy("Due"), required=False, widget=DayInput)
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), choices=TranslationItem.Priority.choices, coerce=int
    )

    def __init__(self, data: Any, *, item: TranslationItem, user: Any) -> None:
        super().__init__(data, initial={"to": item.taken_by_id, "due": item.due, "priority": item.priority})
        people = translators_into(item.locale)
        also = [item.taken_by_id, *([user.pk] if may_work_on(user, item) else [])]
        people = people.model._default_manager.filter(Q(pk__in=people.values("pk")) | Q(pk__in=filter(None, also)))
        self.fields["to"].queryset = people.order_by("first_name", "last_name", "pk")  # type: ignore[attr-defined]
        if not is_coordinator(user):
            del self.fields["due"], self.fields["priority"]


def plan_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk)
    user: Any = request.user
    if not is_coordinator(user) and not (item.taken_by_id in (None, user.pk) and may_work_on(user, item)):
        raise PermissionDenied
    form = PlanForm(request.POST or None, item=item, user=user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = data["to"]
        if to and to.pk != item.taken_by_id and not may_work_on(to, item):
            raise Http404  # the form offers only people who may
        deciding.plan(item, to, data.get("due", item.due), data.get("priority", item.priority), user)
        messages.success(request, _("“%(title)s” was changed.") % {"title": item.title})
        return back(request)
    context = {
        "item": item,
        "form": form,
        "language": language_name(item.locale.language_code),
        "next": get_valid_next_url_from_request(request),
    }
    return render(request, "base/admin/desk/plan.html", context, status=422 if form.errors else 200)
