"""The vocabulary in the admin: the labels of all languages side by side in one form."""

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

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
    search_fields = ["slug", "labels"]
    list_per_page = 50
    panels = [
        MultiFieldPanel(
            [FieldPanel("scheme"), FieldPanel("slug"), FieldPanel("broader"), FieldPanel("position")],
            heading=gettext_lazy("Term"),
        ),
        MissingLabels(),
        FieldPanel("labels"),
        FieldPanel("alt_labels"),
        MultiFieldPanel([FieldPanel("standard"), FieldPanel("exact_match")], heading=gettext_lazy("Standard")),
    ]


register_snippet(ConceptViewSet)


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_terms(request: HttpRequest, instances: list[object]) -> HttpResponse | None:
    """Deleting a term that practices use would silently remove it from their facts."""
    used = [concept for concept in instances if isinstance(concept, Concept) and concept.is_used()]
    if not used:
        return None
    names = ", ".join(str(concept) for concept in used)
    text = _("These terms are in use or have narrower terms, so they were not deleted: %(names)s.")
    messages.error(request, text % {"names": names})
    return redirect(reverse("wagtailsnippets_practices_concept:list"))
