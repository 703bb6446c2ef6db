"""The chooser of terms and people in forms."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


class TranslatedSnippetChooser(AdminSnippetChooser):
    """Wagtail translates the buttons when the form is declared, in no user's language, and with an uninflected noun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_one_text = _("Choose")
        self.choose_another_text = _("Choose another")
        self.link_to_chosen_text = _("Edit")


class TranslatedChooserViewSet(SnippetChooserViewSet):
    base_widget_class = TranslatedSnippetChooser
