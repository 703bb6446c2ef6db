"""The list of practices: one row for each, whatever languages it exists in."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTable
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.base.admin_lists.order import InOrder
from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.curation.desk import Desk, desk_of
from practices.curation.listing.filters import PracticeFilterSet
from practices.curation.listing.titles import matching, shown_title, titles_of
from practices.curation.rows import InLanguage, practices_with_rows
from practices.curation.states import with_states
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


class RowColumn(BaseColumn):
    """A column with a template that gets `row`."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"practices/admin/list/{template}.html"

    def get_cell_context_data(self, instance: PracticePage, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "row": instance.row}


class PracticeTitleColumn(TitleColumn):
    """Shows the language of the title and, below it, what the practice lacks."""

    cell_template_name = "practices/admin/list/title.html"

    def get_cell_context_data(self, instance: PracticePage, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "row": instance.row, "is_foreign": instance.row.title_language != active_language()}

    def get_link_attrs(self, instance: PracticePage, parent_context: Any) -> dict[str, Any]:
        return {**super().get_link_attrs(instance, parent_context), "lang": instance.row.title_language}


class PracticeListView(IndexView):
    model = PracticePage
    page_title = _("Practices")
    table_class = PageTable
    table_classname = "listing practice-list"
    paginate_by = 20
    default_ordering = "-changed"
    template_name = "practices/admin/list/index.html"
    results_template_name = "practices/admin/list/results.html"
    filterset_class = PracticeFilterSet
    any_permission_required = {"add", "change", "publish", "translate"}
    show_locale_labels = False

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.request)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = [
            PracticeTitleColumn(
                "title",
                label=_("Title"),
                accessor="row.title",
                get_url=lambda page: page.row.url or None,
                get_title_id=lambda page: f"page_{page.pk}_title",
                sort_key="title",
                classname="title",
            ),
            Column("partner", label=_("Partner"), accessor="row.partner", sort_key="partner"),
            Column("country", label=_("Country"), accessor=lambda page: ", ".join(page.row.countries)),
            RowColumn("state", "state", label=_("State"), sort_key="state"),
            RowColumn("languages", "languages", label=_("Languages")),
            RowColumn("review", "review", label=_("Review date"), sort_key="review"),
            DateColumn(
                "changed",
                label=_("Last change"),
                accessor="row.last_change",
                sort_key="changed",
                classname="practice-changed",
            ),
        ]
        return [BulkActionsColumn("bulk_actions"), *columns] if self.desk.edits else columns

    def get_base_queryset(self) -> QuerySet:
        return self.desk.practices()

    def get_ordering(self) -> str:
        """Applies to search results as well, since all titles found are equally relevant."""
        requested: str = self.request.GET.get("ordering", "")
        return requested if requested in self.get_valid_orderings() else self.default_ordering

    def get_queryset(self) -> InOrder:
        practices = self.filter_queryset(self.get_base_queryset())
        titles: dict[UUID, dict[str, str]] = {}
        if self.is_searching or self.ordering.lstrip("-") == "title":
            titles = titles_of(practices, self.desk)
        if self.is_searching:
            practices = practices.filter(
                translation_key__in=matching(titles, self._other_texts(practices), self.search_query)
            )
        return InOrder(self._ids(practices, titles), self._load)

    def _other_texts(self, practices: QuerySet) -> dict[UUID, list[str]]:
        """What is searched in addition to titles: summaries and partner names."""
        partners = self._partners
        rows = practices.order_by().values_list("translation_key", "summary", "path")
        return {key: [summary, partners.get(path[: -Page.steplen], "")] for key, summary, path in rows}

    @cached_property
    def _partners(self) -> dict[str, str]:
        """The short name of the partner at each path."""
        pages = PartnerPage.objects.order_by().values_list("path", "short_name", "original_page__short_name")
        return {path: original or own for path, own, original in pages}

    def _ids(self, practices: QuerySet, titles: dict[UUID, dict[str, str]]) -> list[int]:
        """Ids in the requested order. Texts are sorted by the alphabet of the reader's language."""
        column, language = self.ordering.lstrip("-"), self.desk.language
        if column not in ("title", "partner"):
            return list(self._in_order_of_rows(practices, column).values_list("pk", flat=True))

        def text(row: tuple[int, UUID, str]) -> Any:
            _pk, key, path = row
            name = self._partners.get(path[: -Page.steplen], "") if column == "partner" else ""
            return sort_key(name or shown_title(titles.get(key, {}), language), language)

        rows = list(practices.order_by("pk").values_list("pk", "translation_key", "path"))
        rows.sort(key=text, reverse=self.ordering.startswith("-"))
        return [pk for pk, *_rest in rows]

    def _in_order_of_rows(self, practices: QuerySet, column: str) -> QuerySet:
        practices = with_states(practices) if column == "state" else practices
        key: Any = {
            "state": F("urgency"),
            "review": F("review_date"),
            "changed": Coalesce("latest_revision_created_at", "last_published_at"),
        }[column]
        is_descending = self.ordering.startswith("-")
        return practices.order_by(key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True), "-pk")

    def _load(self, ids: Sequence[int]) -> list[PracticePage]:
        return practices_with_rows(ids, self.desk)

    def change_all_url(self) -> str:
        """The URL for changing all practices that the list finds."""
        return self._url_for_all("change")

    def download_all_url(self) -> str:
        """The URL for downloading all practices that the list finds."""
        return self._url_for_all("download")

    def _url_for_all(self, action: str) -> str:
        """Adds the list's filters and search, and the URL to return to."""
        query = [
            (name, each) for name, values in self.request.GET.lists() for each in values if name not in ("p", "id")
        ]
        back = f"{reverse('practice_list:index')}?{urlencode(query)}"
        url = reverse("wagtail_bulk_action", args=["practices", "practicepage", action])
        return f"{url}?{urlencode([*query, ('id', 'all'), ('next', back)])}"

    language_states = InLanguage.LABELS.items()  # for the legend

    def get_add_url(self) -> str | None:
        may_add = self.desk.partners or self.desk.sees_all
        return reverse(self.add_url_name) if may_add else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        name = "review" if self.desk.sees_all else "partner" if self.desk.partners else "translator"
        guide = Button(_("Guide"), url=reverse("guide", args=[name]), icon_name="help")
        changes = Button(_("Changed together"), url=reverse("bulk_changes"), icon_name="history", priority=20)
        imports = Button(_("Import"), url=reverse("practice_imports"), icon_name="upload", priority=15)
        return [guide, imports, changes] if self.desk.edits else [guide]

    @cached_property
    def add_item_label(self) -> Any:
        return _("New practice")
