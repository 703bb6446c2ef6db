"""E-mail alerts about new practices, as a kind of subscription."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.base.languages import active_language
from cms.base.readers.forms import SubscribeForm
from cms.base.readers.kinds import Kind, register
from cms.base.readers.rhythms import RHYTHMS
from search.alerts.topic import Topic, described, normalised

MAX_LENGTH = 900  # characters of a search: together with the rhythm, it must fit into a subscription's topic
TOO_LONG = gettext_lazy("This search is too long. Use fewer filters.")


class AlertForm(SubscribeForm):
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often, if there is something new?"),
        choices=[(name, label) for name, (label, _interval) in RHYTHMS.items()],
    )
    # URL-encoded, a letter takes up to nine characters.
    search = forms.CharField(
        required=False, max_length=9 * MAX_LENGTH, widget=forms.HiddenInput, error_messages={"max_length": TOO_LONG}
    )
    field_order = ["email", "rhythm", "language"]

    @property
    def about(self) -> str:
        search = self["search"].value() or ""
        return _("Search: %(search)s") % {"search": described(search[:MAX_LENGTH], active_language())}

    def clean_search(self) -> str:
        found = normalised(self.cleaned_data["search"], active_language())
        if len(found) > MAX_LENGTH:
            raise ValidationError(TOO_LONG)
        return found

    def add_error(self, field: Any, error: Any) -> None:
        """The search is not shown as a field, so its errors are reported for the form."""
        super().add_error(None if field == "search" else field, error)


class PracticeAlert(Kind):
    name = "practices"
    form_class = AlertForm

    def label(self, topic: str) -> str:
        return Topic.parse(topic).label(active_language())

    def label_for_strangers(self, topic: str) -> str:
        return Topic.parse(topic).label(active_language(), has_typed_words=False)

    def heading(self) -> str:
        return _("Get new practices by e-mail")

    def introduction(self) -> str:
        return _("An e-mail with new practices that this search finds, in your language. None if there is nothing new.")

    def consent(self, site: str) -> str:
        text = _("I agree that %(site)s sends me new practices by e-mail. I can unsubscribe at any time.")
        return text % {"site": site}

    def initial(self, parameters: QueryDict) -> dict[str, str]:
        search = normalised(parameters.urlencode(), active_language())
        return {"search": search[:MAX_LENGTH], "rhythm": "weekly"}

    def topic(self, data: dict[str, str]) -> str:
        return str(Topic(data["rhythm"], data["search"]))


PRACTICES = PracticeAlert()
register(PRACTICES)
