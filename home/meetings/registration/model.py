from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Registration(models.Model):
    """Somebody who wants to come to a meeting: as little as an attendance list needs, and what they agreed to.

    Not a foreign key: the original of a meeting may become another page of its group.
    """

    meeting_key = models.UUIDField(db_index=True)  # the translation key of the meeting
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=35)  # of the form, in which they get mail
    consent = models.TextField()  # its wording on that day
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, meeting: Any) -> models.QuerySet["Registration"]:
        return cls.objects.filter(meeting_key=meeting.translation_key)
