"""The vocabulary in the admin: the labels of all languages side by side in one form."""

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from cms.base.listing_search import FoldedIndexView
from practices.vocabulary.concept import Concept
from practices.vocabulary.missing_labels import MissingLabels, WarnAboutMissingLabels, languages_with_label


class ConceptAddView(WarnAboutMissingLabels, CreateView):
    pass


class ConceptEditView(WarnAboutMissingLabels, EditView):
    def form_valid(self, form: ModelForm) -> HttpResponse:
        response = super().form_valid(form)
        if "slug" in form.changed_data:
            text = _("Links to searches with “%(slug)s” no longer filter by this term.")
            messages.warning(self.request, text % {"slug": form.initial["slug"]})
        return response


class ConceptViewSet(SnippetViewSet):
    model = Concept
    icon = "tag"
    menu_label = gettext_lazy("Vocabulary")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = FoldedIndexView
    add_view_class = ConceptAddView
    edit_view_class = ConceptEditView
    list_display = [
        "__str__",
        "scheme",
        "slug",
        Column("languages", label=gettext_lazy("Languages"), accessor=languages_with_label),
        "standard",
    ]
    list_filter = ["scheme"]
    search_fields = ["slug", "labels", "alt_labels"]
    list_per_page = 50
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("scheme"),
                FieldPanel("slug"),
                FieldPanel("broader"),
                FieldPanel("is_heading"),
                FieldPanel("position"),
            ],
            heading=gettext_lazy("Term"),
        ),
        MissingLabels(),
        FieldPanel("labels"),
        FieldPanel("alt_labels"),
        MultiFieldPanel([FieldPanel("standard"), FieldPanel("exact_match")], heading=gettext_lazy("Standard")),
    ]


register_snippet(ConceptViewSet)
