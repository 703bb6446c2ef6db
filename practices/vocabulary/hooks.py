"""The vocabulary in the admin: the labels of all languages side by side in one form."""

from django.contrib import messages
from django.db.models import Max
from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from cms.base.admin_lists.choosers import TranslatedChooserViewSet
from practices.vocabulary.actions import term_buttons
from practices.vocabulary.concept import Concept
from practices.vocabulary.former_slug import remember_slug
from practices.vocabulary.listing import TermIndexView, number_of_uses, offered
from practices.vocabulary.missing_labels import MissingLabels, WarnAboutMissingLabels, languages_with_label
from practices.vocabulary.ordering import UNORDERED, TermReorderView
from practices.vocabulary.term_form import TermForm


class ConceptAddView(WarnAboutMissingLabels, CreateView):
    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Puts the new term at the end of its vocabulary."""
        term = form.instance
        if term.scheme not in UNORDERED:
            last = Concept.objects.filter(scheme=term.scheme).aggregate(Max("position"))["position__max"]
            term.position = 0 if last is None else last + 1
        return super().form_valid(form)


class ConceptEditView(WarnAboutMissingLabels, EditView):
    def form_valid(self, form: ModelForm) -> HttpResponse:
        response = super().form_valid(form)
        if "slug" in form.changed_data:
            former = form.initial["slug"]
            remember_slug(form.instance.scheme, former, form.instance)
            messages.info(self.request, _("Links to searches with “%(slug)s” mean this term, too.") % {"slug": former})
        return response

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *term_buttons(self.object, self.request.user)]


class ConceptViewSet(SnippetViewSet):
    model = Concept
    chooser_viewset_class = TranslatedChooserViewSet
    icon = "tag"
    menu_label = gettext_lazy("Vocabulary")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = TermIndexView
    reorder_view_class = TermReorderView
    sort_order_field = "position"
    add_view_class = ConceptAddView
    edit_view_class = ConceptEditView
    list_display = [
        "__str__",
        "scheme",
        "slug",
        Column("uses", label=gettext_lazy("Used on"), accessor=number_of_uses),
        Column("retired", label=gettext_lazy("Offered"), accessor=offered),
        Column("languages", label=gettext_lazy("Languages"), accessor=languages_with_label),
        "standard",
    ]
    list_filter = ["scheme"]
    search_fields = ["slug", "labels", "alt_labels"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("scheme"),
                    FieldPanel("slug"),
                    FieldPanel("broader"),
                    FieldPanel("is_heading"),
                ],
                heading=gettext_lazy("Term"),
            ),
            MissingLabels(),
            FieldPanel("labels"),
            FieldPanel("alt_labels"),
            FieldPanel("definitions"),
            MultiFieldPanel([FieldPanel("standard"), FieldPanel("exact_match")], heading=gettext_lazy("Standard")),
        ],
        base_form_class=TermForm,
    )


register_snippet(ConceptViewSet)
