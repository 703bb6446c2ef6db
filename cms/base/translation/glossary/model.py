"""Terms that coordinators and translators have agreed to translate the same way everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.base.fields import PerLanguageField
from cms.base.per_language.texts import in_language


class GlossaryTerm(models.Model):
    words = PerLanguageField(_("words"), help_text=_("The word or phrase in each language, as a dictionary has it."))
    note = models.CharField(
        _("note"), max_length=255, blank=True, help_text=_("For translators: what is meant, or when to use it.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")

    def __str__(self) -> str:
        return in_language(self.words)
