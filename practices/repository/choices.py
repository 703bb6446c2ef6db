from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.TextChoices):
    """How well proven a practice is, from new to established (EWSI and FAO templates)."""

    INNOVATION = "innovation", _("Innovation")
    PROMISING = "promising", _("Promising practice")
    GOOD = "good", _("Good practice")
    INSTITUTIONALISED = "institutionalised", _("Institutionalised")

    @property
    def meaning(self) -> str:
        return str(MEANINGS[self])


MEANINGS = {
    EvidenceLevel.INNOVATION: _("It is new and has been tried, but nobody has checked yet how well it works."),
    EvidenceLevel.PROMISING: _("It has worked in one place. Whether it works elsewhere is not known yet."),
    EvidenceLevel.GOOD: _("It has worked more than once or in several places, and its results have been checked."),
    EvidenceLevel.INSTITUTIONALISED: _(
        "It has become part of the regular work of an organisation or a public service."
    ),
}


class LanguageLevel(models.TextChoices):
    """The levels of the Common European Framework of Reference for Languages (CEFR, with its Companion Volume)."""

    PRE_A1 = "pre", "Pre-A1"
    A1 = "a1", "A1"
    A2 = "a2", "A2"
    B1 = "b1", "B1"
    B2 = "b2", "B2"
    C1 = "c1", "C1"
    C2 = "c2", "C2"

    @classmethod
    def in_order(cls, lower: str, higher: str) -> bool:
        return cls.values.index(lower) <= cls.values.index(higher)


class Licence(models.TextChoices):
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "all-rights-reserved", _("All rights reserved")


LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
