"""Each translation that was saved of a text: who wrote what, of which original. Nothing a person wrote is lost."""

from django.conf import settings
from django.db import models
from wagtail.models import Locale


class TextVersion(models.Model):
    kind = models.CharField(max_length=40)  # as in `TranslationItem`
    object_key = models.CharField(max_length=40)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    source = models.TextField()
    text = models.TextField(blank=True)  # empty: it was removed
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    tool = models.CharField(max_length=40, blank=True)  # the machine whose words `user` has saved as they were
    is_of_file = models.BooleanField(default=False)  # a file said so that `user` has sent
    saved = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-saved", "-pk"]
        indexes = [models.Index(fields=["kind", "object_key", "locale"], name="versions_of_item")]

    def __str__(self) -> str:
        return self.text
