"""The desk: one row per item and language."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button, HeaderButton

from cms.base.access.roles import is_coordinator
from cms.base.admin_lists.folded_search import FoldedSearch
from cms.base.admin_lists.order import InOrder
from cms.base.i18n.collation import sort_key
from cms.base.i18n.language_codes import direction, language_tag
from cms.base.languages import admin_language, language_name
from cms.base.translation.comments.model import with_open_questions
from cms.base.translation.desk.access import may_see_desk, may_translate, visible_items
from cms.base.translation.desk.filters import DeskFilterSet
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.ordering import in_order_of
from cms.base.translation.desk.originals import mark_withdrawn


def desk_url(**filters: Any) -> str:
    """The URL of the filtered desk; a value may be a list."""
    query = urlencode({name: value for name, value in filters.items() if value}, doseq=True)
    return f"{reverse('translation_desk')}?{query}" if query else reverse("translation_desk")


def kind_label(item: TranslationItem) -> Any:
    kind = KINDS[item.kind]
    return kind.sorts().get(item.about, kind.label)


def is_late(item: TranslationItem) -> bool:
    return item.is_waiting and item.due is not None and item.due < timezone.localdate()


class ItemColumn(BaseColumn):
    """A column with a template that gets `item`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"base/admin/desk/{name}.html"

    def get_cell_context_data(self, instance: TranslationItem, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "item": instance, "is_late": is_late(instance), "classname": f"desk-{self.name}"}


class TakenColumn(ItemColumn):
    """Who works on it, with buttons for what the user may do."""

    def get_cell_context_data(self, instance: TranslationItem, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        is_mine = instance.taken_by_id == request.user.pk
        return {
            **context,
            "csrf_token": get_token(request),
            "next": request.get_full_path().replace("/results/", "/", 1),
            "taken_by": get_user_display_name(instance.taken_by) if instance.taken_by else "",
            "is_mine": is_mine,
            "may_take": instance.is_mine_to_translate and instance.taken_by is None and instance.is_waiting,
            "may_plan": is_coordinator(request.user)
            or (instance.is_mine_to_translate and (is_mine or instance.taken_by is None) and instance.is_waiting),
        }


class ItemTitleColumn(TitleColumn):
    cell_template_name = "base/admin/desk/title.html"

    def get_link_attrs(self, instance: TranslationItem, parent_context: Any) -> dict[str, Any]:
        language = {"lang": language_tag(instance.source_language), "dir": direction(instance.source_language)}
        return {**super().get_link_attrs(instance, parent_context), **language}

    def get_cell_context_data(self, instance: TranslationItem, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        languages = [language_name(code) for code in (instance.source_language, instance.locale.language_code)]
        return {**context, "kind": kind_label(instance), "languages": languages}


class DeskView(FoldedSearch, IndexView):
    model = TranslationItem
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_desk"
    index_results_url_name = "translation_desk_results"
    template_name = "base/admin/desk/index.html"
    results_template_name = "base/admin/desk/results.html"
    table_classname = "listing desk-list"
    filterset_class = DeskFilterSet
    search_fields = ["title", "translated_title"]
    is_searchable = True
    paginate_by = 30
    default_ordering = "urgency"
    permission_policy = None
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_desk(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="translationitem"),
            ItemTitleColumn(
                "title",
                label=_("Title"),
                get_url=lambda item: item.editor_url,
                get_title_id=lambda item: f"translationitem_{item.pk}_title",
                sort_key="title",
                classname="title",
            ),
            ItemColumn("state", label=_("State"), sort_key="state"),
            ItemColumn("words", label=_("Words left"), sort_key="words_left"),
            ItemColumn("since", label=_("Waiting since"), sort_key="waiting_since"),
            ItemColumn("due", label=_("Due"), sort_key="due"),
            ItemColumn("priority", label=_("Priority"), sort_key="priority"),
            TakenColumn("taken", label=_("Taken by"), sort_key="taken_by"),
        ]

    def get_base_queryset(self) -> QuerySet[TranslationItem]:
        return visible_items(self.request.user)

    def get_ordering(self) -> str:
        """Applies to search results as well, since all titles found are equally relevant."""
        requested: str = self.request.GET.get("ordering", "")
        return requested if requested in self.get_valid_orderings() else self.default_ordering

    def get_queryset(self) -> InOrder[TranslationItem]:
        items = self.search_queryset(self.filter_queryset(self.get_base_queryset()))
        return InOrder(self._ids(items), self._load)

    def _ids(self, items: QuerySet[TranslationItem]) -> list[int]:
        if self.ordering.lstrip("-") != "title":
            return list(in_order_of(items, self.ordering).values_list("pk", flat=True))
        language = admin_language(self.request.user)
        rows = list(items.order_by("pk").values_list("pk", "title"))
        rows.sort(key=lambda row: sort_key(row[1], language), reverse=self.ordering.startswith("-"))
        return [pk for pk, _title in rows]

    def _load(self, ids: Sequence[int]) -> list[TranslationItem]:
        items = TranslationItem.objects.filter(pk__in=ids)
        mine = set(items.filter(may_translate(self.request.user)).values_list("pk", flat=True))
        asked = with_open_questions(items)
        found = items.select_related("locale", "taken_by__wagtail_userprofile").in_bulk()
        mark_withdrawn(found.values())
        for pk, item in found.items():
            item.is_mine_to_translate = pk in mine
            item.has_questions = pk in asked
        return [found[pk] for pk in ids if pk in found]

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [HeaderButton(_("Upload files"), url=reverse("upload_translations"), icon_name="upload")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [Button(_("Guide"), url=reverse("guide", args=["translator"]), icon_name="help")]
        if is_coordinator(self.request.user):
            overview = Button(_("Overview"), url=reverse("translation_overview"), icon_name="table")
            buttons.insert(0, overview)
        return buttons
