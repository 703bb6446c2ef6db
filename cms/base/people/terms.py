"""The terms for contributors, to which people agree once, when they accept an invitation."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.base.models import SiteSettings
from cms.base.people.named.person import Person
from cms.base.per_language.texts import in_language


class TermsField(forms.BooleanField):
    def __init__(self) -> None:
        required = _("You can work here only if you agree to the terms.")
        super().__init__(label=_("I agree to these terms."), error_messages={"required": required})


def terms() -> str:
    """The terms in the active language; empty if the site has none."""
    return in_language(SiteSettings.of_default_site().contributor_terms)


def must_agree(account: Any) -> bool:
    has_agreed = account.pk and Person.objects.filter(account=account).exclude(terms_agreed=None).exists()
    return not has_agreed and bool(terms())


def agree(account: Any) -> None:
    """Records the wording that was agreed to, because the site's may change."""
    if must_agree(account):
        person = Person.objects.of(account)
        person.terms_agreed, person.terms_wording = timezone.now(), terms()
        person.save()
