"""Synonyms and pinned results in the admin, in one menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from cms.base.admin_lists.folded_search import FoldedIndexView
from cms.base.models import BasePage
from cms.base.models.page import page_types
from search.models import PinnedResult, SynonymGroup


def findable_models() -> list[type[BasePage]]:
    """The page models that can appear in results."""
    return [model for model in page_types() if model.searchable]


class AddView(CreateView):
    """Links to the form may prefill fields."""

    def get_initial(self) -> dict[str, str]:
        names = {field.name for field in self.model._meta.fields} & {"language", "terms", "text"}
        return {name: self.request.GET[name] for name in names if name in self.request.GET}


class SynonymsViewSet(SnippetViewSet):
    model = SynonymGroup
    add_view_class = AddView
    index_view_class = FoldedIndexView
    icon = "list-ul"
    list_display = ["__str__", "language"]
    list_filter = ["language"]
    search_fields = ["terms"]
    list_per_page = 50
    panels = [FieldPanel("language"), FieldPanel("terms")]


class PinnedResultsViewSet(SnippetViewSet):
    model = PinnedResult
    add_view_class = AddView
    index_view_class = FoldedIndexView
    icon = "pick"
    list_display = ["text", "page", "language", "position"]
    list_filter = ["language"]
    search_fields = ["text"]
    list_per_page = 50
    panels = [
        MultiFieldPanel([FieldPanel("language"), FieldPanel("text")], heading=_("When somebody searches for")),
        MultiFieldPanel(
            [PageChooserPanel("page", page_type=findable_models()), FieldPanel("position")],
            heading=_("Show this page first"),
        ),
    ]


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymsViewSet, PinnedResultsViewSet)
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 260
    submenu_hook = "register_search_menu_item"


register_snippet(SearchViewSetGroup)
