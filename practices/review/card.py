"""What visitors see of a review: how the practice was judged, by which organisation, and never by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from cms.base.languages import active_language
from practices.repository.practice import PracticePage
from practices.review.criteria import Band, Criterion
from practices.review.review import PracticeReview
from practices.versions.shown import Version, versions_of


@dataclass(frozen=True)
class ReviewCard:
    bands: list[tuple[Criterion, Band]]
    opinion: str
    opinion_language: str  # empty if it is the reader's
    organisation: str
    country: str
    reviewed_at: datetime
    version: Version | None  # that was reviewed, if it is not the current one
    legend: list[tuple[str, str]]


def review_card(page: PracticePage, request: HttpRequest) -> ReviewCard | None:
    """Of the last review by which a version was published; one query for each page."""
    if not hasattr(page, "_review_card"):
        page._review_card = _card(page, request)
    return page._review_card


def _card(page: PracticePage, request: HttpRequest) -> ReviewCard | None:
    reviews = PracticeReview.objects.filter(practice=page.translation_key, version__isnull=False)
    review = reviews.select_related("country", "version").order_by("-version__number").first()
    if review is None or review.version is None or review.submitted_at is None:
        return None
    number = review.version.number
    reviewed = [each for each in versions_of(page, request) if each.number <= number]
    return ReviewCard(
        bands=[(criterion, band) for criterion, band, _reason in review.bands],
        opinion=review.opinion,
        opinion_language="" if review.language == active_language() else review.language,
        organisation=review.organisation,
        country=review.country.label() if review.country else "",
        reviewed_at=review.submitted_at,
        version=reviewed[0] if reviewed and not reviewed[0].is_current else None,
        legend=[(str(band.label), band.meaning) for band in reversed(Band)],
    )
