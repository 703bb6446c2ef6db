"""Every saved translation of a text: who wrote what, for which original. Nothing a person wrote is lost."""

from django.conf import settings
from django.db import models
from wagtail.models import Locale

PAGE = "page"  # the kind of what wagtail-localize translates: versions of its texts are in its own format


class TextVersion(models.Model):
    kind = models.CharField(max_length=40)  # as in `TranslationItem`
    object_key = models.CharField(max_length=40)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    source = models.TextField()
    text = models.TextField(blank=True)  # empty if the translation was removed
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    tool = models.CharField(max_length=40, blank=True)  # provider of a machine translation that `user` saved unchanged
    is_of_file = models.BooleanField(default=False)  # whether it comes from a file sent by `user`
    saved = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-saved", "-pk"]
        indexes = [models.Index(fields=["kind", "object_key", "locale"], name="versions_of_item")]

    def __str__(self) -> str:
        return self.text
