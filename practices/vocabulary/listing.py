"""The admin's list of terms, with the number of pages that use each; in form order when sorting a vocabulary."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Table
from wagtail.admin.widgets.button import Button

from cms.base.admin_lists.folded_search import FoldedIndexView
from practices.facts.fields import in_groups
from practices.facts.usage import pages_using
from practices.vocabulary.ordering import UNORDERED


def number_of_uses(concept: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("term_uses", args=[concept.pk]), concept.uses)


def offered(concept: Any) -> str:
    if concept.is_retired:
        return _("No: retired")
    return _("No: a heading") if concept.is_heading else _("Yes")


class TermIndexView(FoldedIndexView):
    @property
    def scheme(self) -> str:
        """The vocabulary listed, if it is only one and has an order."""
        chosen = self.request.GET.getlist("scheme")
        return chosen[0] if len(chosen) == 1 and chosen[0] not in UNORDERED else ""

    def get_table(self, object_list: Any) -> Table:
        """One query per fact and for drafts, for any number of terms."""
        terms = list(object_list)
        if self.show_ordering_column:
            prefetch_related_objects(terms, "broader")
            terms = in_groups(terms)
        found = pages_using(terms)
        for term in terms:
            term.uses = len(found.get(term, ()))
        return super().get_table(terms)

    def get_valid_orderings(self) -> list[str]:
        orderings = [each for each in super().get_valid_orderings() if each != self.sort_order_field]
        return [*orderings, self.sort_order_field] if self.scheme and not self.is_searching else orderings

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Adds import and export, which are implemented in `practices.exchange`, above this package."""
        buttons = [*super().header_more_buttons]
        if self.request.user.has_perms(("practices.add_concept", "practices.change_concept")):
            buttons.append(Button(_("Import…"), url=reverse("import_vocabulary"), icon_name="upload", priority=60))
        labels = {"xlsx": _("Download as XLSX"), "ttl": _("Download as Turtle"), "jsonld": _("Download as JSON-LD")}
        for ending, label in labels.items():
            url = reverse("export_vocabulary", args=[ending])
            buttons.append(Button(label, url=url, icon_name="download", priority=61))
        return buttons

    @cached_property
    def reorder_button(self) -> Button | None:
        """The button to reorder the vocabulary listed."""
        if not (self.scheme and self.get_reorder_url()):
            return None
        url = f"{self.index_url}?scheme={self.scheme}&ordering={self.sort_order_field}"
        return Button(_("Change the order"), url=url, icon_name="list-ul")
