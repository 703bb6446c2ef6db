"""The links and files of a practice."""

import re

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cms.base.fields import PerLanguageField

NO_FTP = RegexValidator(r"^ftps?:", URLValidator.message, inverse_match=True, flags=re.IGNORECASE)


class PracticeLink(Orderable):
    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="links")
    url = models.URLField(_("URL"), max_length=500, validators=[NO_FTP])
    label = PerLanguageField(_("link text"), blank=True)


class PracticeFile(Orderable):
    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    label = PerLanguageField(_("link text"), blank=True, help_text=_("If empty, the title of the document is shown."))
