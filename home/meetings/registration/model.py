from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Registration(models.Model):
    """A registration for a meeting: the minimum for an attendance list, and the wording agreed to.

    Not a foreign key, because another page of the group may become the meeting's original.
    """

    meeting_key = models.UUIDField(db_index=True)  # the translation key of the meeting
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=35)  # of the form, and of mails to the person
    consent = models.TextField()  # the wording agreed to
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, meeting: Any) -> models.QuerySet["Registration"]:
        return cls.objects.filter(meeting_key=meeting.translation_key)
