"""A project's activities and outputs, each with its state."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock


class Kind(models.TextChoices):
    ACTIVITY = "activity", _("Activity")
    OUTPUT = "output", _("Output")


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under-way", _("under way")
    DONE = "done", _("done")


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class StepBlock(StructBlock):
    # The search would find the labels of choices in the language of whoever saved the page.
    kind = ChoiceBlock(choices=Kind.choices, default=Kind.ACTIVITY, search_index=False, label=_("Kind"))
    state = ChoiceBlock(choices=State.choices, default=State.PLANNED, search_index=False, label=_("Status"))
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(
        required=False,
        label=_("Text"),
        help_text=_("In two or three sentences, for people who do not know the project."),
    )
    starts = DateBlock(label=_("Begins"))
    ends = DateBlock(required=False, label=_("Ends"))
    precision = ChoiceBlock(
        choices=Precision.choices,
        default=Precision.MONTH,
        search_index=False,
        label=_("Dates are exact to the"),
    )
    documents = ListBlock(DocumentChooserBlock(), default=[], label=_("Documents"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["ends"] and cleaned["ends"] < cleaned["starts"]:
            raise StructBlockValidationError(block_errors={"ends": ValidationError(_("The end is before the start."))})
        return cleaned

    class Meta:
        icon = "tasks"
        label = _("Activity or output")


class StepsBlock(StreamBlock):
    step = StepBlock()
