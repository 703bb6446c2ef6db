"""The steps of a bulk change: choose the change and the value, preview the effects, then apply it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction

from practices.bulk.changes import KINDS, change_of
from practices.bulk.effects import Effect, Effects
from practices.bulk.forms import FORMS, ChangeForm
from practices.bulk.running import MAX_IN_REQUEST, begin
from practices.curation.desk import desk_of
from practices.curation.listing.selection import MAX_SELECTED, chosen
from practices.curation.rows import practices_with_rows
from practices.repository.practice import PracticePage

TEMPLATES = "practices/admin/bulk"


class ChangePractices(BulkAction):
    """Wagtail provides the button below the list and the URL. `?change=` selects the kind of change (see `KINDS`)."""

    display_name = _("Change…")
    aria_label = _("Change the selected practices")
    action_type = "change"
    models = [PracticePage]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not desk_of(request).edits:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ids = chosen(request)
        if not ids or len(ids) > MAX_SELECTED:
            return self._show("none.html", ids, most=MAX_SELECTED)
        if self.kind not in KINDS:
            links = [(kind, f"{self._url(change=key)}") for key, kind in KINDS.items()]
            return self._show("choose.html", ids, links=links)
        return self._show("form.html", ids, form=self._form(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ids = chosen(request)
        if not ids or len(ids) > MAX_SELECTED or self.kind not in KINDS:
            return self.get(request)
        form = self._form(request.POST)
        if not form.is_valid() or "back" in request.POST:
            return self._show("form.html", ids, form=form)
        change = change_of(self.kind, form.parameters())
        effects = Effects(change, request.user).of(practices_with_rows(ids, desk_of(request)))
        if "confirmed" in request.POST:
            return redirect("bulk_change", begin(change, effects, request.user).pk)
        return self._preview(ids, form, effects)

    @property
    def kind(self) -> str:
        return self.request.GET.get("change", "")

    def _form(self, data: Any) -> ChangeForm:
        return FORMS[self.kind](data)

    def _url(self, **more: str) -> str:
        query = self.request.GET.copy()
        query.pop("change", None)
        query.update(more)
        return f"{self.request.path}?{query.urlencode()}"

    def _preview(self, ids: list[int], form: ChangeForm, effects: list[Effect]) -> HttpResponse:
        changing = [effect for effect in effects if not effect.reason]
        left_out = [effect for effect in effects if effect.reason]
        fields = [(name, value) for name in form.fields for value in self.request.POST.getlist(name)]
        takes_long = len(changing) > MAX_IN_REQUEST
        return self._show(
            "preview.html",
            ids,
            form=form,
            changing=changing,
            left_out=left_out,
            fields=fields,
            takes_long=takes_long,
            change=change_of(self.kind, form.parameters()),
        )

    def _show(self, template: str, ids: list[int], **context: Any) -> HttpResponse:
        kind = KINDS.get(self.kind)
        shared = {
            "count": len(ids),
            "ids": ",".join(map(str, ids)),
            "kind": kind,
            "next": self.next_url if "next" in self.request.GET else reverse("practice_list:index"),
            "submit_url": self._url(change=self.kind),
            "choose_url": self._url(),
        }
        return render(self.request, f"{TEMPLATES}/{template}", {**shared, **context})
