"""Documents of a meeting that only project members see, such as minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cms.base.fields import PerLanguageField


class MeetingDocument(Orderable):
    page = ParentalKey("home.MeetingPage", on_delete=models.CASCADE, related_name="members_documents")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    label = PerLanguageField(_("link text"), blank=True, help_text=_("If empty, the title of the document is shown."))
