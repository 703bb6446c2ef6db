"""The criteria for reviewing a practice (after SPRING's and FAO's criteria of good practices), and the rating bands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Criterion(models.TextChoices):
    RELEVANCE = "relevance", pgettext_lazy("criterion of a review", "Relevance")
    EFFECTIVENESS = "effectiveness", pgettext_lazy("criterion of a review", "Effectiveness")
    EVIDENCE = "evidence", pgettext_lazy("criterion of a review", "Evidence")
    TRANSFERABILITY = "transferability", pgettext_lazy("criterion of a review", "Transferability")
    SUSTAINABILITY = "sustainability", pgettext_lazy("criterion of a review", "Sustainability")
    PARTICIPATION = "participation", pgettext_lazy("criterion of a review", "Participation")
    INNOVATION = "innovation", pgettext_lazy("criterion of a review", "Innovation")

    @property
    def question(self) -> str:
        return str(QUESTIONS[self])


QUESTIONS = {
    Criterion.RELEVANCE: _("Does it meet a need that the people concerned have themselves?"),
    Criterion.EFFECTIVENESS: _("Did it reach what it was meant to reach?"),
    Criterion.EVIDENCE: _("How well are its results shown: by numbers, a comparison, people from outside?"),
    Criterion.TRANSFERABILITY: _("Could another organisation do it elsewhere, with what is written here?"),
    Criterion.SUSTAINABILITY: _("Can it go on when the project’s money ends?"),
    Criterion.PARTICIPATION: _("Do the people it is for have a say in it?"),
    Criterion.INNOVATION: _("What is new about it, at least where it is done?"),
}


class Band(models.TextChoices):
    """Four bands, so that there is no middle one."""

    NOT_SHOWN = "not-shown", _("Not shown")
    WEAK = "weak", _("Weak")
    SOUND = "sound", _("Sound")
    STRONG = "strong", _("Strong")

    @property
    def meaning(self) -> str:
        return str(MEANINGS[self])

    @property
    def step(self) -> int:
        """From 0 to 3."""
        return type(self).values.index(self.value)


MEANINGS = {
    Band.NOT_SHOWN: _("The description says nothing about it."),
    Band.WEAK: _("It is claimed, but there is little evidence for it."),
    Band.SOUND: _("There are good reasons to believe it."),
    Band.STRONG: _("It is shown convincingly."),
}
