"""How the translation editor shows and submits reviews."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.settings import needs_review
from cms.base.translation.editor.publishing import page_of
from cms.base.translation.review.reviewing import fingerprint, may_approve, may_review, open_review, submit, unreviewed
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE


def submit_for_review(request: HttpRequest, item: TranslationItem, texts: Sequence[Text]) -> None:
    """Submits a complete translation, and adds a message with the outcome."""
    if item.kind != PAGE or not needs_review():
        messages.error(request, _("This is not reviewed: it can be published at once."))
    elif (page := page_of(item)) and not unreviewed(page, texts):
        messages.info(request, _("There is nothing to review: these words are approved, or readers see them."))
    elif any(text.state != "done" for text in texts):
        messages.error(request, _("Translate all texts before you submit them for review."))
    else:
        submit(item, request.user)
        messages.success(request, _("The translation is submitted: somebody else reviews it."))


def review_context(request: HttpRequest, item: TranslationItem, page: Any, texts: Sequence[Text]) -> dict[str, Any]:
    """The editor's context for `page`: whether to submit it, who may decide, and the last requested changes."""
    if item.kind != PAGE or not needs_review():
        return {}
    if page is None:
        return {"is_reviewed": True, "must_be_reviewed": True}  # already before its first text
    review = open_review(item)
    last = None if review else item.reviews.select_related("decided_by__wagtail_userprofile").first()
    return {
        "is_reviewed": True,
        # Includes what will be typed into open boxes.
        "must_be_reviewed": any(text.state != "done" for text in texts) or bool(unreviewed(page, texts)),
        "review": review,
        "may_review": bool(review and may_review(request.user, item, review)),
        "may_approve": bool(review and may_approve(request.user, item, review)),
        "sent_back": last if last and not last.is_approved else None,
        "seen": fingerprint(texts),
    }
