"""The coordinators' inbox: the list, one suggestion with the choice of a partner, and the message that declines it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.base.access.roles import is_coordinator
from cms.base.admin_lists.folded_search import FoldedSearch
from cms.base.languages import content_languages
from practices.suggestions.deciding import AlreadyDecided, assign, decline, partners_for
from practices.suggestions.forms import AssignForm, DeclineForm
from practices.suggestions.mails import draft_answer
from practices.suggestions.model import KEPT_DECLINED, Suggestion
from practices.suggestions.terms import country_choices, terms_of

View = Callable[..., HttpResponse]


class SuggestionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=Suggestion.State.choices)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=content_languages)
    country = django_filters.ChoiceFilter(label=gettext_lazy("Country"), choices=country_choices)

    class Meta:
        model = Suggestion
        fields = ["state", "language", "country"]


class StateColumn(Column):
    cell_template_name = "practices/admin/suggestions/state.html"


class SuggestionList(FoldedSearch, ReportView):
    """Undecided suggestions come first."""

    model = Suggestion
    page_title = gettext_lazy("Suggested practices")
    header_icon = "mail"
    index_url_name = "suggestions"
    index_results_url_name = "suggestions_results"
    filterset_class = SuggestionFilterSet
    is_searchable = True
    search_fields = ["title", "text", "name", "email"]
    list_export: list[str] = []  # names and addresses must not be exported
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="suggestion", sort_key="title"),
        StateColumn("state", label=gettext_lazy("State")),
        Column("country", label=gettext_lazy("Country"), accessor="country_label"),
        Column("language", label=gettext_lazy("Language"), accessor="language_name", sort_key="language"),
        DateColumn("created", label=gettext_lazy("Sent"), sort_key="created"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_coordinator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("page", "decided_by")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        found = list(object_list)
        terms = terms_of(found)
        for suggestion in found:
            suggestion.country_label = ", ".join(term.label() for term in terms[suggestion.pk].countries)
        return found


def for_coordinators(view: View) -> View:
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def checked(request: HttpRequest, pk: int) -> HttpResponse:
        if not is_coordinator(request.user):
            raise PermissionDenied
        return view(request, get_object_or_404(Suggestion.objects.select_related("page", "decided_by"), pk=pk))

    return checked


@for_coordinators
def suggestion(request: HttpRequest, found: Suggestion) -> HttpResponse:
    """Shows a suggestion. POST with a partner turns it into that partner's draft."""
    if not found.is_new:
        if request.method == "POST":
            messages.warning(request, str(AlreadyDecided(found)))
        return _show(request, found, None)
    form = AssignForm(request.POST or None, pages=partners_for(found, request.user))
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["partner"]
        try:
            assign(found, parent, request.user)
        except AlreadyDecided as error:
            messages.warning(request, str(error))
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            return _show(request, found, form)
        else:
            text = _("“%(title)s” is a draft of %(partner)s now. Its editors have been told.")
            names = {"title": found.title, "partner": parent.original.short_name}
            messages.success(request, text % names)
        return redirect("suggestion", found.pk)
    return _show(request, found, form)


@for_coordinators
def decline_suggestion(request: HttpRequest, found: Suggestion) -> HttpResponse:
    """Shows the editable message before anything is sent."""
    if not found.is_new:
        messages.warning(request, str(AlreadyDecided(found)))
        return redirect("suggestion", found.pk)
    form = DeclineForm(request.POST or None, initial={"message": draft_answer(found)})
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"] if form.cleaned_data["sends"] else ""
        try:
            decline(found, message, request.user)
        except AlreadyDecided as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The suggestion has been declined."))
        return redirect("suggestions")
    context = {"suggestion": found, "form": form, "days": KEPT_DECLINED.days}
    status = 422 if form.errors else 200
    return render(request, "practices/admin/suggestions/decline.html", context, status=status)


def _show(request: HttpRequest, found: Suggestion, form: AssignForm | None) -> HttpResponse:
    context = {"suggestion": found, "form": form, "terms": terms_of([found])[found.pk], "days": KEPT_DECLINED.days}
    status = 422 if form and form.errors else 200
    return render(request, "practices/admin/suggestions/suggestion.html", context, status=status)
