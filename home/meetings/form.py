from typing import Any

from cms.base.languages import active_language
from practices.facts import FactsForm
from practices.models import PartnerPage


class MeetingForm(FactsForm):
    """Shows partners, of which the originals are chosen, by their names in the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: list[Any] = [self.fields[name] for name in ("host", "participants") if name in self.fields]
        if not fields:
            return
        pages = PartnerPage.objects.filter(locale__language_code=active_language())
        names = dict(pages.values_list("translation_key", "title"))
        for field in fields:
            field.label_from_instance = lambda partner: names.get(partner.translation_key, partner.title)
