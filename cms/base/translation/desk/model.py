"""What there is to translate: a row for each item and language, with its state as of its last change.

The state is derived from the texts, and stored so that the desk can filter, sort and count thousands of items.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.base.translation.desk.state import WAITING, State


class TranslationItem(models.Model):
    class Priority(models.IntegerChoices):
        HIGH = 1, _("high")
        NORMAL = 2, _("normal")
        LOW = 3, _("low")

    kind = models.CharField(max_length=40)  # a key of `cms.base.translation.desk.kinds.KINDS`
    object_key = models.CharField(max_length=40)  # a page's translation key, or another object's primary key
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    translated_title = models.CharField(max_length=255, blank=True)
    about = models.CharField(max_length=100, blank=True)  # the type of page, or the vocabulary
    source_language = models.CharField(_("original"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    texts = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    words_left = models.PositiveIntegerField(_("words left"), default=0)
    waiting_since = models.DateTimeField(_("waiting since"), null=True)
    is_begun = models.BooleanField(default=True)  # something exists in this language, even if only a draft
    # What people decide:
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(_("due"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.NORMAL)

    # Set where rows are listed:
    is_mine_to_translate: bool
    has_questions: bool
    is_withdrawn = False  # readers cannot see the original

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_key", "locale"], name="one_item_for_each_language")
        ]
        indexes = [models.Index(fields=["locale", "state"], name="item_by_locale_and_state")]

    def __str__(self) -> str:
        return f"{self.title} → {self.locale}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def place(self) -> tuple[str, str, str]:
        """The arguments of its URLs."""
        return self.kind, self.object_key, self.locale.language_code

    @property
    def editor_url(self) -> str:
        return reverse("translate", args=self.place)

    def key(self) -> tuple[Any, ...]:
        return self.kind, self.object_key, self.locale_id
