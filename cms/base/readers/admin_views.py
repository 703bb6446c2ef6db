"""Readers in the admin, for those who may see their addresses."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.base.access.required import require
from cms.base.readers import importing
from cms.base.readers.access import policy
from cms.base.readers.kinds import kind_named, kinds, label_of
from cms.base.readers.model import Reader
from cms.base.readers.person import data_of
from cms.base.readers.subscribing import end, erase

SHOWN_LINES = 50  # of an import that would be left out


class ReaderFilterSet(WagtailFilterSet):
    class Meta:
        model = Reader
        fields = ["language"]


def subscriptions_of(reader: Reader) -> str:
    """Lists the subscriptions; those not yet confirmed are in brackets."""
    found = [(label_of(each.kind, each.topic), each.confirmed) for each in reader.subscriptions.all()]
    return ", ".join(label if confirmed else f"({label})" for label, confirmed in found)


class ReaderList(ReportView):
    model = Reader
    page_title = gettext_lazy("Readers")
    header_icon = "group"
    index_url_name = "readers"
    index_results_url_name = "readers_results"
    filterset_class = ReaderFilterSet
    is_searchable = True
    search_fields = ["folded"]
    list_export: list[str] = []  # data leaves the site for one person at a time
    permission_policy = policy
    any_permission_required = ["view"]
    columns = [
        TitleColumn("address", label=gettext_lazy("E-mail address"), url_name="reader", sort_key="folded"),
        Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
        Column(
            "subscriptions",
            label=gettext_lazy("Subscriptions (those in brackets are not confirmed)"),
            accessor=subscriptions_of,
        ),
        DateColumn("created", label=gettext_lazy("Since"), sort_key="created"),
        DateColumn("refused", label=gettext_lazy("Refused by the mail server")),
    ]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().prefetch_related("subscriptions")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not policy.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Import"), url=reverse("readers_import"), icon_name="download")]


def reader(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the proofs of consent, and the buttons to end and to delete."""
    require(policy, request.user, "view")
    person = get_object_or_404(Reader, pk=pk)
    if request.method == "POST":
        require(policy, request.user, "delete")
        if request.POST.get("action") == "erase":
            erase(person)
            messages.success(request, _("All data about this reader were deleted."))
        else:
            end(person.subscriptions.select_related("reader"))
            messages.success(request, _("The reader was unsubscribed."))
        return redirect("readers")
    proofs = [(label_of(each.kind, each.topic), each) for each in person.subscriptions.order_by("kind", "topic")]
    may_delete = policy.user_has_permission(request.user, "delete")
    return render(request, "base/admin/reader.html", {"reader": person, "proofs": proofs, "may_delete": may_delete})


@require_safe
def reader_data(request: HttpRequest, pk: int) -> HttpResponse:
    """All data about one person, as a file to send to them."""
    require(policy, request.user, "view")
    data = data_of(get_object_or_404(Reader, pk=pk))
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="reader.json"'
    add_never_cache_headers(response)
    return response


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Subscribe them to"))
    file = forms.FileField(label=gettext_lazy("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.name, kind.label("")) for kind in kinds() if kind.takes_imports
        ]

    def clean_file(self) -> str:
        return importing.decoded(self.cleaned_data["file"].read(importing.LARGEST + 1))


def import_readers(request: HttpRequest) -> HttpResponse:
    """Shows what would be imported, then imports it."""
    require(policy, request.user, "add")
    if "plan" in request.POST:
        return _save(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": importing.COLUMNS}
    if request.method == "POST" and form.is_valid():
        kind, text = kind_named(form.cleaned_data["kind"]), form.cleaned_data["file"]
        try:
            plan = importing.read(text, kind)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error("file", error)
        else:
            context |= {"plan": plan, "refused": plan.refused[:SHOWN_LINES]}
            context["signed"] = signing.dumps([kind.name, text], salt=__name__, compress=True)  # type: ignore[union-attr]
    return render(request, "base/admin/readers_import.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest) -> HttpResponse:
    try:
        name, text = signing.loads(request.POST["plan"], salt=__name__)
    except signing.BadSignature:
        raise PermissionDenied from None
    kind = kind_named(name)
    if kind is None:
        raise PermissionDenied
    plan = importing.read(text, kind)
    importing.save(plan, kind)
    count = len(plan.new)
    text = ngettext("%(count)d reader was imported.", "%(count)d readers were imported.", count)
    messages.success(request, text % {"count": count})
    return redirect("readers")
