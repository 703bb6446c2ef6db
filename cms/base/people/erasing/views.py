"""*Erase a person* in the admin, for administrators: first shows the number of places, then erases."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cms.base.people.erasing.places import count_places, erase, open_accounts


class EraseForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Exactly as it is written on the pages."),
    )
    address = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("name") and not data.get("address"):
            raise ValidationError(_("Write a name, an e-mail address or both."))
        return data


def erase_person(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    form = EraseForm(request.POST or None)
    count, accounts = None, []
    if request.method == "POST" and form.is_valid():
        name, address = form.cleaned_data["name"], form.cleaned_data["address"]
        if request.POST.get("action") == "erase":
            count = erase(name, address)
            text = ngettext("Erased in %(count)d place.", "Erased in %(count)d places.", count)
            messages.success(request, text % {"count": count})
            return redirect("people_erase")
        count, accounts = count_places(name, address), open_accounts(name, address)
    status = 422 if form.errors else 200
    context = {"form": form, "count": count, "accounts": accounts}
    return render(request, "base/admin/people_erase.html", context, status=status)
