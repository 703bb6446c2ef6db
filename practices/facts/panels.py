"""Panels for facts, which a translation does not have."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, Panel

from cms.base.publishing.drafts import KeepsWhatIsTyped


class FactInlinePanel(InlinePanel):
    """Child rows that are facts: hidden if the form lacks the formset (`InlinePanel` would raise `KeyError`)."""

    def get_form_options(self) -> dict[str, Any]:
        """Lets rows of a draft contain mistakes."""
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = type("RowForm", (KeepsWhatIsTyped, rows.get("form", WagtailAdminModelForm)), {})
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self.hidden = form is not None and kwargs["panel"].relation_name not in form.formsets
            if self.hidden:
                kwargs["form"] = None
            super().__init__(**kwargs)

        def is_shown(self) -> bool:
            return not self.hidden

        def get_comparison(self) -> list[Any]:
            if self.instance is not None and self.instance.is_translation:
                return []
            return super().get_comparison()


class FactsNote(Panel):
    """On a translation, points to where the facts are."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/facts_note.html"

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.is_translation)

        @property
        def original(self) -> SafeString:
            """The original's title, linked to the editor for users who may edit it, otherwise to the public page."""
            page = self.instance.original
            if self.request and page.permissions_for_user(self.request.user).can_edit():
                url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            else:
                url = page.get_url(self.request) if page.live else ""
            return format_html('<a href="{}">{}</a>' if url else "{1}", url, page.title)
