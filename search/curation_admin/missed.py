"""What readers searched for and the site did not find, each with links to add a synonym or a pinned result."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, override
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import MissedSearch, PinnedResult, SynonymGroup

policy = ModelPermissionPolicy(SynonymGroup)
pins_policy = ModelPermissionPolicy(PinnedResult)
Row = dict[str, Any]


class MissedSearchFilterSet(WagtailFilterSet):
    class Meta:
        model = MissedSearch
        fields = ["language", "kind"]


class CurateColumn(Column):
    cell_template_name = "search/admin/curate.html"

    def get_cell_context_data(self, instance: Row, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user, language, text = context["request"].user, instance["language"], instance["text"]
        if policy.user_has_permission(user, "add"):
            context["synonyms_url"] = _form("synonymgroup", language=language, terms=f"{text}\n")
        if pins_policy.user_has_permission(user, "add"):
            context["pin_url"] = _form("pinnedresult", language=language, text=text)
        return context


def _form(model: str, **values: str) -> str:
    return f"{reverse(f'wagtailsnippets_search_{model}:add')}?{urlencode(values)}"


def search_url(row: Row) -> str:
    """The URL of the same search on the public site."""
    with override(row["language"]):
        return f"{reverse('site_search')}?{urlencode({'q': row['text']})}"


class MissedSearchReport(ReportView):
    model = MissedSearch
    page_title = gettext_lazy("What people missed")
    header_icon = "search"
    index_url_name = "missed_searches"
    index_results_url_name = "missed_searches_results"
    filterset_class = MissedSearchFilterSet
    is_searchable = False
    list_export: list[str] = []
    permission_policy = policy
    any_permission_required = ["add", "change"]
    default_ordering = "-times"
    columns = [
        TitleColumn("text", label=gettext_lazy("Search"), get_url=search_url, sort_key="text"),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda row: get_language_info(row["language"])["name_local"],
        ),
        Column("kind", label=gettext_lazy("Result"), accessor=lambda row: MissedSearch.Kind(row["kind"]).label),
        Column("times", label=gettext_lazy("Times"), sort_key="times"),
        Column(
            "last",
            label=gettext_lazy("Last searched for"),
            accessor=lambda row: date_format(row["last"], "SHORT_DATE_FORMAT"),
            sort_key="last",
        ),
        CurateColumn("curate", label=gettext_lazy("Help readers find it")),
    ]

    def get_base_queryset(self) -> QuerySet:
        """A row for each search and outcome, with the total count."""
        rows = super().get_base_queryset().values("language", "text", "kind")
        return rows.annotate(times=Sum("count"), last=Max("day"))

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "text", "language", "kind")


class MissedSearchesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, ["add", "change"])


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("missed-searches/", MissedSearchReport.as_view(), name="missed_searches"),
        path("missed-searches/results/", MissedSearchReport.as_view(results_only=True), name="missed_searches_results"),
    ]


@hooks.register("register_search_menu_item")
def menu_item() -> MenuItem:
    label = gettext_lazy("What people missed")
    return MissedSearchesItem(label, reverse("missed_searches"), icon_name="help", name="missed-searches", order=100)
