from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

MORE_THAN_WORDS = ("go_live_at", "expire_at", "show_in_menus")


class FactsForm(WagtailAdminPageForm):
    """The form of a translation has no facts: their panels hide because the form lacks the field.

    A translator finds nothing but words in it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        absent = list(page.facts) if page.is_translation else []
        if page.pk and self.for_user and not page.permissions_for_user(self.for_user).can_manage():
            absent += MORE_THAN_WORDS
        for name in absent:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)

    def _post_clean(self) -> None:
        """While a draft is saved, the page does not ask yet whether its facts agree with each other."""
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()


class FactsCopyForm(CopyForm):
    """Without aliases in the same language: a second page for one practice would be found twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
