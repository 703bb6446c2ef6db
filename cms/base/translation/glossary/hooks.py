"""The glossary in the admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.base.translation.glossary.model import GlossaryTerm


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["__str__", "note"]
    search_fields = ["words", "note"]
    list_per_page = 50
    panels = [FieldPanel("words"), FieldPanel("note")]


register_snippet(GlossaryViewSet)
