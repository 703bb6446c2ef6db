import json
from typing import Any

from practices.curation.form.needs import reasons_of
from practices.facts import FactsForm

STILL_MISSING = "still-missing"  # the key, among field values, in the response to an autosave


class PracticeForm(FactsForm):
    """Reports, after each autosave, what is still missing for publication."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance if self.instance.locale_id else self.parent_page  # for the preview of a new page
        for name in self.instance.fact_words:
            if name in self.fields:  # authors write in one language; translators add theirs
                widget: Any = self.fields[name].widget
                widget.own = page.locale.language_code

    def clean_title(self) -> str:
        """Removes line breaks: the title is edited in a multi-line field, so that all of it is visible."""
        return " ".join(self.cleaned_data["title"].split())

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        reasons = json.dumps(reasons_of(self.instance))
        return [*super().get_field_updates_for_resave(), (STILL_MISSING, reasons)]
