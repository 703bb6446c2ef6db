"""The demonstration's reviews: two practices reviewed by a colleague from another partner, and an older version."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cms.base.translation.seeding import seed_key
from practices.models import PartnerPage, PracticePage, PracticeReview, PublishedVersion
from practices.review.criteria import Criterion
from practices.versions.recording import record_versions

HERE = Path(__file__).parent


def load_versions(name: str, original: PracticePage) -> None:
    """The first version of `original` and its translations, and the review of the practice `name`, if it has one."""
    pages = [original, *original.dependent_translations().order_by("pk")]
    record_versions([(page, page.latest_revision) for page in pages if page.live])
    reviews = json.loads((HERE / "reviews.json").read_text(encoding="utf-8"))
    if name not in reviews:
        return
    _make_older(original)
    record_versions([(original, original.latest_revision)])
    record = reviews[name]
    partner = PartnerPage.objects.filter(
        translation_key=seed_key("partner", record["partner"]), original_page=None
    ).first()
    PracticeReview.objects.create(
        practice=original.translation_key,
        version=PublishedVersion.objects.filter(page=original).first(),
        organisation=partner.title if partner else "",
        country=partner.countries.first() if partner else None,
        ratings={each.value: {"band": band} for each, band in zip(Criterion, record["bands"], strict=True)},
        opinion=record["opinion"],
        language=record["language"],
        decision=PracticeReview.Decision.APPROVED,
        submitted_at=datetime.fromisoformat(record["date"]).replace(hour=12, tzinfo=UTC),
    )


def _make_older(page: PracticePage) -> None:
    """Backdates what was recorded so far by half a year, to before the result was known."""
    for version in PublishedVersion.objects.filter(practice=page.translation_key):
        version.published_at -= timedelta(days=180)
        version.content["result"] = ""
        version.save()
