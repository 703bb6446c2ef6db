from typing import Any

from django.db.models import Q
from wagtail.admin.forms.pages import CopyForm

from cms.base.publishing.drafts import DraftForm

MANAGER_FIELDS = ("go_live_at", "expire_at", "show_in_menus")


class FactsForm(DraftForm):
    """On a translation, the form has no facts: panels are hidden if the form lacks their field.

    For a translator, it has only texts.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        absent = list(page.facts) if page.is_translation else []
        if page.pk and self.for_user and not page.permissions_for_user(self.for_user).can_manage():
            absent += MANAGER_FIELDS
        for name in absent:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)
        for name in page.concept_fields():
            if name in self.fields:
                self._offer_terms(name)

    def _offer_terms(self, name: str) -> None:
        """Excludes headings and retired terms, except those that the page already has: saving would remove them."""
        field: Any = self.fields[name]
        assigned = [concept.pk for concept in self.initial.get(name) or ()]
        field.queryset = field.queryset.filter(Q(is_heading=False, is_retired=False) | Q(pk__in=assigned))


class FactsCopyForm(CopyForm):
    """Does not offer to make an alias in the same language: searches would find the practice twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
