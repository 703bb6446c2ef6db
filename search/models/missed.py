from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.base.languages import content_languages

MAX_KEPT = 100  # characters


class MissedSearch(models.Model):
    """How often readers of a language searched for words that the site did not find, on one day. Nothing about who."""

    class Kind(models.TextChoices):
        NOTHING = "nothing", _("Nothing found")
        PARTIAL = "partial", _("Only some of the words found")
        CORRECTED = "corrected", _("Spelling corrected")

    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    text = models.CharField(_("search"), max_length=MAX_KEPT)  # the words, in lower case
    kind = models.CharField(_("result"), max_length=10, choices=Kind.choices)
    day = models.DateField(_("day"), db_index=True)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        default_permissions = ()  # those for synonyms apply
        constraints = [
            models.UniqueConstraint(fields=["language", "text", "kind", "day"], name="one_count_a_day"),
        ]
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")

    def __str__(self) -> str:
        return self.text
