"""The public form, and those of the coordinators' decisions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.base.feedback.forms import CorrectionForm
from cms.base.public_forms.fields import AddressField, LineField, LongField
from cms.base.public_forms.forms import TimedForm
from practices.partners.page import PartnerPage
from practices.suggestions.model import LONGEST_TEXT, LONGEST_TITLE
from practices.suggestions.terms import country_choices, target_group_choices


class SuggestionForm(TimedForm):
    too_many = CorrectionForm.too_many

    title = LineField(
        label=_("What is the practice called?"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Write what the practice is called.")},
    )
    text = LongField(
        label=_("What is done?"),
        help_text=_("A few sentences are enough: who does what, how, and what has come of it. A link helps, too."),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write what is done.")},
    )
    country = forms.ChoiceField(
        label=_("In which country?"),
        error_messages={"required": _("Choose a country.")},
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )
    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = AddressField(label=_("Your e-mail address"))
    consent = forms.BooleanField(
        label=_(
            "You may keep my name and e-mail address to ask me about this practice, and to tell me what comes of it."
        ),
        error_messages={"required": _("Without your consent, we cannot take your suggestion.")},
    )
    may_be_named = forms.BooleanField(
        label=_("The page of the practice may show my name and e-mail address (optional)."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = target_group_choices()
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]
        self.fields["target_groups"].choices = self._groups  # type: ignore[attr-defined]

    @property
    def consents(self) -> list[forms.BoundField]:
        return [self["consent"], self["may_be_named"]]

    @property
    def groups(self) -> list[tuple[str, list[forms.boundfield.BoundWidget]]]:
        """The checkboxes, grouped by heading."""
        boxes = iter(self["target_groups"].subwidgets)
        return [(heading, [next(boxes) for _choice in choices]) for heading, choices in self._groups]


class AssignForm(forms.Form):
    """`pages`: the partner pages, in its language, below which the suggestion can become a draft."""

    partner = forms.ChoiceField(label=_("Partner"), error_messages={"required": _("Choose a partner.")})

    def __init__(self, *args: Any, pages: list[PartnerPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = {str(page.pk): page for page in pages}
        names = [(pk, page.original.short_name) for pk, page in self.pages.items()]
        self.fields["partner"].choices = [("", _("Choose a partner")), *names]  # type: ignore[attr-defined]

    def clean_partner(self) -> PartnerPage:
        return self.pages[self.cleaned_data["partner"]]


class DeclineForm(forms.Form):
    message = LongField(
        label=_("Message to the sender"),
        max_length=LONGEST_TEXT,
        rows=14,
        required=False,
    )
    sends = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("sends") and not cleaned.get("message", "").strip() and not self.errors:
            raise ValidationError({"message": _("Write a message, or decline without one.")})
        return cleaned
