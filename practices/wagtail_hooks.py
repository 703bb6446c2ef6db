"""What `practices` adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from practices.facts import FactsPage
from practices.facts.make_original import may_make_original
from practices.facts.views import confirm_make_original
from practices.models import Concept
from practices.partner_panel import add_partner_panels
from practices.vocabulary.missing_labels import MissingLabels, WarnOfMissingLabels, languages_with_label


class ConceptAddView(WarnOfMissingLabels, CreateView):
    pass


class ConceptEditView(WarnOfMissingLabels, EditView):
    def form_valid(self, form: ModelForm) -> HttpResponse:
        response = super().form_valid(form)
        if "slug" in form.changed_data:
            text = _("Links to searches for “%(slug)s” no longer narrow by this term.")
            messages.warning(self.request, text % {"slug": form.initial["slug"]})
        return response


class ConceptViewSet(SnippetViewSet):
    """The vocabulary: every language's labels side by side in one form."""

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

hooks.register("construct_homepage_panels", add_partner_panels)


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_terms(request: HttpRequest, instances: list[object]) -> HttpResponse | None:
    """Deleting a term that practices use would strip a fact from them silently."""
    used = [concept for concept in instances if isinstance(concept, Concept) and concept.is_used()]
    if not used:
        return None
    names = ", ".join(str(concept) for concept in used)
    text = _("Practices, partners or narrower terms use these terms, so they were not deleted: %(names)s.")
    messages.error(request, text % {"names": names})
    return redirect(reverse("wagtailsnippets_practices_concept:list"))


@hooks.register("before_delete_page")
def warn_about_translations(request: HttpRequest, page: Page) -> None:
    if request.method == "GET" and (count := _translations_of_original(page)):
        text = ngettext(
            "This is the original: its translation will be deleted too.",
            "This is the original: its %(count)d translations will be deleted too.",
            count,
        )
        messages.warning(request, text % {"count": count})


@hooks.register("before_unpublish_page")
def tell_of_hidden_translations(request: HttpRequest, page: Page) -> None:
    """Wagtail asks this hook only when the page is unpublished, not when it asks whether it should be."""
    if count := _translations_of_original(page):
        text = ngettext(
            "This is the original: its translation will not be shown any more, either.",
            "This is the original: its %(count)d translations will not be shown any more, either.",
            count,
        )
        messages.warning(request, text % {"count": count})


def _translations_of_original(page: Page) -> int:
    """How many translations go with `page`."""
    page = page.specific
    return page.translated_pages.count() if isinstance(page, FactsPage) and not page.is_translation else 0


@hooks.register("register_admin_urls")
def make_original_url() -> list[URLPattern]:
    return [path("pages/<int:page_id>/make-original/", confirm_make_original, name="make_original")]


class MakeOriginalMenuItem(ActionMenuItem):
    """In the form of a translation, below "publish"."""

    name = "make-original"
    label = gettext_lazy("Make this the original")
    icon_name = "order"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and may_make_original(context["page"], context["request"].user)

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("make_original", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def make_original_menu_item() -> ActionMenuItem:
    return MakeOriginalMenuItem(order=90)


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def make_original_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The editor of wagtail-localize has no action menu: its pages offer it in the list and in the header."""
    page = page.specific
    if may_make_original(page, user):
        yield Button(
            MakeOriginalMenuItem.label, reverse("make_original", args=[page.pk]), icon_name="order", priority=70
        )
