"""Terms are chosen by typing: a script enhances a list of checkboxes, which are what the form sends.

So saving, autosaving, comparing and "unsaved changes" are not affected.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from time import time
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import RadioSelectAdapter

from cms.base.ids import id_in
from cms.base.languages import active_language


class ByTyping(ChoiceWidget):
    """Enhances a list of checkboxes, or of radio buttons for a single term."""

    template_name = "practices/widgets/terms.html"
    opened: datetime | None = None  # when the submitted form was opened, if known

    class Media:
        js = [forms.Script("js/practice_form/terms.js", type="module")]
        css = {"all": ["css/practice_form.css"]}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The field's label belongs to the input that people type in."""
        return super().id_for_label(id_, index) if index else f"{id_}_search"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        seconds = id_in(data.get(f"{name}-opened"))
        self.opened = None if seconds is None else datetime.fromtimestamp(min(seconds, int(time())), UTC)
        return super().value_from_datadict(data, files, name)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if concept := getattr(value, "instance", None):
            language = active_language()
            option["other_labels"] = concept.alt_labels.get(language, "")
            option["about"] = concept.definitions.get(language) or option["other_labels"]
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["described_by"] = context["widget"]["attrs"].get("aria-describedby", "")
        context["widget"]["opened"] = int(time())
        context["widget"]["count"] = sum(len(options) for _group, options, _index in context["widget"]["optgroups"])
        context["widget"]["takes_many"] = self.allow_multiple_selected
        return context


class TermsWidget(ByTyping, forms.CheckboxSelectMultiple):
    pass


class TermWidget(ByTyping, forms.RadioSelect):
    pass


class TermFilterWidget(TermWidget):
    """By which a list is narrowed: the URL says the term, and nothing else."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["opened"] = None
        return context


class TermsAdapter(RadioSelectAdapter):
    """Telepath adapter without the HTML, which scripts only need to render new widgets in stream fields.

    Rendering the terms for it would take half of the time of a practice's form.
    """

    def js_args(self, widget: TermsWidget) -> list[str]:
        return [""]


register(TermsAdapter(), TermsWidget)
