"""People and organisations that pages name: what they have consented to, and in which words."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CONSENT = _("I agree that this site names me where I have contributed. I can withdraw this at any time.")


class PersonQuerySet(models.QuerySet):
    def of(self, user: Any) -> "Person":
        """The person of the account `user`, created if needed."""
        return self.get_or_create(account=user, defaults={"name": user.get_full_name()})[0]


class Person(models.Model):
    """A name is shown to visitors only with consent; an organisation always. Without a name, it is an organisation."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    consented = models.DateTimeField(_("agreed to be named"), null=True, blank=True)
    consent_wording = models.TextField(blank=True)
    consent_from = models.ForeignKey(  # who recorded it: the person themselves, or someone they told
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    terms_agreed = models.DateTimeField(null=True, blank=True)
    terms_wording = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people and organisations")
        ordering = ["name", "organisation"]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.organisation)))

    def clean(self) -> None:
        if not self.name and not self.organisation and not self.account_id:
            raise ValidationError(_("Write a name, an organisation or both."))

    @property
    def shown(self) -> str:
        """What visitors may read; empty if there is only a name and no consent."""
        return str(self) if self.consented else self.organisation

    def set_consent(self, agrees: bool, by: Any) -> None:
        """Records consent with its date and wording, which stay if it is given again; withdrawal erases both."""
        if not agrees:
            self.consented, self.consent_wording, self.consent_from = None, "", None
        elif not self.consented:
            self.consented, self.consent_wording, self.consent_from = timezone.now(), str(CONSENT), by
