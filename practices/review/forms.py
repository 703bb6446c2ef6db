"""The form of a review. It can be saved incomplete; required fields are checked when it is sent."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cms.base.languages import content_languages
from cms.base.text import storable
from practices.repository.practice import PracticePage
from practices.repository.sections import SECTIONS
from practices.review.criteria import Band, Criterion
from practices.review.review import PracticeReview

MAX_LENGTH = 4_000  # characters
FACTS = "facts"
# The parts in which changes can be requested. Except for facts, names are those of the fields that comments are
# attached to.
PARTS: dict[str, Any] = {
    "title": _("Title"),
    **{name: PracticePage._meta.get_field(name).verbose_name for name in ("summary", "result")},
    **SECTIONS,
    FACTS: _("Facts"),
}


def _text(label: Any, rows: int, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=False, max_length=MAX_LENGTH, **kwargs)


class ReviewForm(forms.Form):
    def __init__(self, data: Any = None, *, review: PracticeReview) -> None:
        self.review, self.decision = review, PracticeReview.Decision.OPEN
        super().__init__(data, initial=self._initial())
        for name in PARTS:
            self.fields[f"change-{name}"] = _text(_("What should change"), 2)
        for criterion in Criterion:
            choices = [(band.value, band.label) for band in Band]
            self.fields[f"band-{criterion}"] = forms.ChoiceField(
                label=criterion.label, choices=choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"reason-{criterion}"] = _text(_("Why"), 2)
        self.fields["opinion"] = _text(
            _("Public opinion"),
            6,
            help_text=_(
                "In a few sentences, what others should know who think of doing the same. Shown on the page of the "
                "practice with your organisation and country, and without your name."
            ),
        )
        self.fields["language"] = forms.ChoiceField(label=_("Language of the opinion"), choices=content_languages)
        self.fields["comment"] = _text(
            _("Comment to the authors"), 4, help_text=_("For the authors and the coordinators only.")
        )

    def _initial(self) -> dict[str, Any]:
        review = self.review
        found: dict[str, Any] = {f"change-{name}": text for name, text in review.changes.items()}
        for name, rating in review.ratings.items():
            found |= {f"band-{name}": rating.get("band"), f"reason-{name}": rating.get("reason")}
        return {**found, "opinion": review.opinion, "language": review.language, "comment": review.comment}

    @property
    def ratings(self) -> Iterator[tuple[Criterion, BoundField, BoundField]]:
        return ((each, self[f"band-{each}"], self[f"reason-{each}"]) for each in Criterion)

    def clean(self) -> dict[str, Any]:
        cleaned = {name: storable(value) for name, value in (super().clean() or {}).items()}
        self.cleaned_data = cleaned
        if self.decision == PracticeReview.Decision.APPROVED:
            for criterion in Criterion:
                if not cleaned.get(f"band-{criterion}"):
                    self.add_error(f"band-{criterion}", _("Choose a band."))
                if not cleaned.get(f"reason-{criterion}"):
                    self.add_error(f"reason-{criterion}", _("Say why."))
            if not cleaned.get("opinion"):
                self.add_error("opinion", _("Write what visitors will read."))
        asks = cleaned.get("comment") or any(cleaned.get(f"change-{name}") for name in PARTS)
        if self.decision == PracticeReview.Decision.CHANGES and not asks:
            self.add_error("comment", _("Say what should change, here or beside a text."))
        return self.cleaned_data

    def fill(self) -> PracticeReview:
        """Copies the valid fields into the review, so that a mistake elsewhere loses nothing."""
        data, review = self.cleaned_data, self.review
        review.changes = {name: text for name in PARTS if (text := data.get(f"change-{name}"))}
        review.ratings = {}
        for criterion in Criterion:
            rating = {"band": data.get(f"band-{criterion}") or "", "reason": data.get(f"reason-{criterion}") or ""}
            if any(rating.values()):
                review.ratings[criterion.value] = rating
        for name in ("opinion", "language", "comment"):
            if name in data:
                setattr(review, name, data[name])
        return review
