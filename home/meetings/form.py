from typing import Any

from cms.base.languages import active_language
from practices.facts import FactsForm
from practices.models import PartnerPage


class MeetingForm(FactsForm):
    """Partners, which are chosen by their originals, are called by their names in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = PartnerPage.objects.filter(locale__language_code=active_language()).values_list(
            "translation_key", "title"
        )
        names = dict(titles) if {"host", "participants"} & self.fields.keys() else {}
        for name in {"host", "participants"} & self.fields.keys():
            field: Any = self.fields[name]
            field.label_from_instance = lambda partner: names.get(partner.translation_key, partner.title)
