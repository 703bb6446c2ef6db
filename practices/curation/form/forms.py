import json
from typing import Any

from practices.curation.form.needs import reasons_of
from practices.facts import FactsForm

STILL_MISSING = "still-missing"  # under which the response to an autosave tells it, among the values of fields


class PracticeForm(FactsForm):
    """Also tells, after an autosave, what publishing still needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance if self.instance.locale_id else self.parent_page  # for the preview of a new page
        for name in self.instance.fact_words:
            if name in self.fields:  # writers have one language; translators add theirs
                widget: Any = self.fields[name].widget
                widget.own = page.locale.language_code

    def clean_title(self) -> str:
        """It is written in a field of several lines, so that all of it can be seen."""
        return " ".join(self.cleaned_data["title"].split())

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        reasons = json.dumps(reasons_of(self.instance))
        return [*super().get_field_updates_for_resave(), (STILL_MISSING, reasons)]
