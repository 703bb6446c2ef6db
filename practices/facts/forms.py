from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class FactsForm(WagtailAdminPageForm):
    """The form of a translation has no facts: their panels hide because the form lacks the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_translation:
            for name in self.instance.facts:
                self.fields.pop(name, None)
                self.formsets.pop(name, None)
