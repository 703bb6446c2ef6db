"""Items that the worker is to begin on somebody's request, a few at a time."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Preparation(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    waiting = models.JSONField(default=list)  # primary keys of `TranslationItem`s
    total = models.PositiveIntegerField()
    failed = models.JSONField(default=list)  # titles

    def __str__(self) -> str:
        return f"{self.done} / {self.total}"

    @property
    def done(self) -> int:
        return self.total - len(self.waiting) - len(self.failed)

    @property
    def is_finished(self) -> bool:
        return not self.waiting
