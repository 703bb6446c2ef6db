"""The sections of a practice's text, in order."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from cms.base.blocks import RICH_TEXT_FEATURES

SECTIONS = {
    "context": _("Context and need"),
    "activities": _("What is done"),
    "resources": _("Resources and cost"),
    "results": _("Results and evidence"),
    "constraints": _("Constraints"),
    "lessons": _("Lessons learnt"),
    "transfer": _("Conditions for transfer"),
}


def section(heading: str | Promise, help_text: str | Promise, **kwargs: Any) -> RichTextField:
    return RichTextField(heading, features=RICH_TEXT_FEATURES, help_text=help_text, **{"blank": True, **kwargs})
