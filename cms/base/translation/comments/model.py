"""Translators' questions about a text, and its authors' answers."""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from cms.base.translation.desk.model import TranslationItem

MAX_LENGTH = 2000  # characters of a comment


class TranslationComment(models.Model):
    item = models.ForeignKey(TranslationItem, on_delete=models.CASCADE, related_name="comments")
    path = models.TextField()  # of the text that it is about
    source = models.TextField()  # the text at that time
    text = models.TextField(max_length=MAX_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    is_resolved = models.BooleanField(default=False)

    class Meta:
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return self.text


def with_open_questions(items: QuerySet[TranslationItem]) -> set[int]:
    """The ids of those of `items` with open questions."""
    asked = TranslationComment.objects.filter(item__in=items, is_resolved=False)
    return set(asked.values_list("item", flat=True))
