"""The form of each kind of change, and the parameters that result from it."""

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.bulk.changes import (
    AddTerm,
    MoveToPartner,
    RemoveTerm,
    SetContact,
    SetEvidence,
    SetLicence,
    SetReviewDate,
)
from practices.facts.widgets import TermWidget
from practices.partners.page import PartnerPage
from practices.repository.choices import EvidenceLevel, Licence
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept

Choices = list[tuple[Any, Any]]
EMPTY = ("", "---------")


class ChangeForm(forms.Form):
    def parameters(self) -> dict[str, Any]:
        """The parameters of the change, from a valid form."""
        return dict(self.cleaned_data)


class RemoveTermForm(ChangeForm):
    term = forms.ModelChoiceField(Concept.objects.none(), label=_("Term"), widget=TermWidget)
    offers_retired = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = [PracticePage._meta.get_field(name).scheme for name in PracticePage.concept_fields()]
        terms = Concept.objects.filter(scheme__in=schemes, is_heading=False)
        field: Any = self.fields["term"]
        field.queryset = terms if self.offers_retired else terms.filter(is_retired=False)
        field.choices = _by_scheme(schemes, field.queryset)

    def parameters(self) -> dict[str, Any]:
        term = self.cleaned_data["term"]
        return {"term": term.pk, "scheme": term.scheme, "labels": term.labels}


class AddTermForm(RemoveTermForm):
    offers_retired = False


def _by_scheme(schemes: list[str], terms: Any) -> Choices:
    """The terms of each vocabulary, in alphabetical order."""
    language = active_language()
    groups: dict[str, Choices] = {scheme: [] for scheme in schemes}
    for term in terms:
        groups[term.scheme].append((ModelChoiceIteratorValue(term.pk, term), term.label(language)))
    for group in groups.values():
        group.sort(key=lambda choice: sort_key(choice[1], language))
    names = dict(Concept.Scheme.choices)
    return [(names[scheme], group) for scheme, group in groups.items()]


class EvidenceForm(ChangeForm):
    value = forms.ChoiceField(label=_("Evidence level"), choices=EvidenceLevel.choices, widget=forms.RadioSelect)


class LicenceForm(ChangeForm):
    value = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, widget=forms.RadioSelect)


class ReviewDateForm(ChangeForm):
    value = forms.DateField(
        label=_("Review date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave it empty to remove the date."),
    )

    def parameters(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        return {"value": value.isoformat() if value else None}


class ContactForm(ChangeForm):
    contact_name = forms.CharField(
        label=_("Contact person"),
        max_length=120,
        required=False,
        help_text=_("Leave name and e-mail empty to remove the contact person."),
    )
    contact_email = forms.EmailField(label=_("Contact e-mail"), required=False)
    contact_consent = forms.BooleanField(
        label=_("The contact person agrees to be named"),
        required=False,
        help_text=_("Without this consent, neither the name nor the e-mail address is shown to visitors."),
    )


class PartnerForm(ChangeForm):
    # A number too large for the database is not a choice; in a query by primary key, SQLite would raise an error.
    partner = forms.ModelChoiceField(PartnerPage.objects.none(), label=_("Partner"), to_field_name="id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        field: Any = self.fields["partner"]
        field.queryset = PartnerPage.objects.filter(original_page=None)
        partners = sorted(field.queryset, key=lambda partner: sort_key(partner.short_name, language))
        field.choices = [EMPTY, *((partner.pk, partner.short_name) for partner in partners)]

    def parameters(self) -> dict[str, Any]:
        partner = self.cleaned_data["partner"]
        return {"partner": partner.pk, "name": partner.short_name}


FORMS: dict[str, type[ChangeForm]] = {
    AddTerm.key: AddTermForm,
    RemoveTerm.key: RemoveTermForm,
    SetEvidence.key: EvidenceForm,
    SetLicence.key: LicenceForm,
    SetReviewDate.key: ReviewDateForm,
    SetContact.key: ContactForm,
    MoveToPartner.key: PartnerForm,
}
