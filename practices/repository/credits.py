"""Who wrote, edited, reviewed and translated a practice: a fact, shown to visitors only with people's consent."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class CreditRole(models.TextChoices):
    AUTHOR = "author", pgettext_lazy("contribution to a page", "Text")
    EDITOR = "editor", pgettext_lazy("contribution to a page", "Editing")
    REVIEWER = "reviewer", pgettext_lazy("contribution to a page", "Review")
    TRANSLATOR = "translator", pgettext_lazy("contribution to a page", "Translation")


class PracticeCredit(Orderable):
    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(_("contribution"), max_length=20, choices=CreditRole.choices, default=CreditRole.AUTHOR)
    person = models.ForeignKey(
        "base.Person", verbose_name=_("person or organisation"), on_delete=models.CASCADE, related_name="+"
    )


def shown_credits(credits: Iterable[PracticeCredit]) -> list[tuple[str, list[str]]]:
    """Each role with the people who may be named, in the order of the roles."""
    rows = list(credits)
    found = []
    for role in CreditRole:
        names = [row.person.shown for row in rows if row.role == role and row.person.shown]
        if names:
            found.append((str(role.label), list(dict.fromkeys(names))))
    return found
