"""What `practices` adds to the admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from practices.facts import FactsPage
from practices.models import Concept


class ConceptViewSet(SnippetViewSet):
    """The vocabulary: every language's labels side by side in one form."""

    model = Concept
    icon = "tag"
    menu_label = gettext_lazy("Vocabulary")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["__str__", "scheme", "slug", "standard"]
    list_filter = ["scheme"]
    search_fields = ["slug", "labels"]
    list_per_page = 50
    panels = [
        MultiFieldPanel(
            [FieldPanel("scheme"), FieldPanel("slug"), FieldPanel("broader"), FieldPanel("position")],
            heading=gettext_lazy("Term"),
        ),
        FieldPanel("labels"),
        FieldPanel("alt_labels"),
        MultiFieldPanel([FieldPanel("standard"), FieldPanel("exact_match")], heading=gettext_lazy("Standard")),
    ]


register_snippet(ConceptViewSet)


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_terms(request: HttpRequest, instances: list[object]) -> HttpResponse | None:
    """Deleting a term that practices use would strip a fact from them silently."""
    used = [c for c in instances if isinstance(c, Concept) and c.practice_keys()]
    if not used:
        return None
    names = ", ".join(str(concept) for concept in used)
    messages.error(request, _("Practices use these terms, so they were not deleted: %(names)s.") % {"names": names})
    return redirect(reverse("wagtailsnippets_practices_concept:list"))


@hooks.register("before_delete_page")
def warn_about_translations(request: HttpRequest, page: Page) -> None:
    page = page.specific
    if request.method == "GET" and isinstance(page, FactsPage) and not page.is_translation:
        count = page.translated_pages.count()
        if count:
            text = ngettext(
                "This is the original: its translation will be deleted too.",
                "This is the original: its %(count)d translations will be deleted too.",
                count,
            )
            messages.warning(request, text % {"count": count})
