"""What visitors see of a review: how the practice was rated, and by which organisation, but never by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from practices.repository.practice import PracticePage
from practices.review.criteria import Band, Criterion
from practices.review.review import PracticeReview
from practices.versions.shown import Version, published, versions_of


@dataclass(frozen=True)
class ReviewCard:
    bands: list[tuple[Criterion, Band]]
    opinion: str
    opinion_language: str
    organisation: str
    country: str
    reviewed_at: datetime
    version: Version | None  # the reviewed version, if it is not the current one
    is_edited: bool  # whether it was edited between the review and that version
    legend: list[tuple[str, str]]


def review_card(page: PracticePage, request: HttpRequest) -> ReviewCard | None:
    """The card of the latest review that led to publication; for an old version, the latest up to then."""
    until = getattr(page, "shown_version", None)
    rows = published.get(request, page.translation_key)
    row = next((row for row in rows if hasattr(row, "review") and (until is None or row.number <= until)), None)
    if row is None:
        return None
    review: PracticeReview = row.review
    reviewed = [each for each in versions_of(page, request) if each.number <= row.number]
    return ReviewCard(
        bands=[(criterion, band) for criterion, band, _reason in review.bands],
        opinion=review.opinion,
        opinion_language=review.language,
        organisation=review.organisation,
        country=review.country.label() if review.country else "",
        reviewed_at=review.submitted_at or row.published_at,
        version=reviewed[0] if reviewed and not reviewed[0].is_current else None,
        is_edited=review.is_edited,
        legend=[(str(band.label), band.meaning) for band in reversed(Band)],
    )
