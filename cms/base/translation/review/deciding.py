"""A reviewer decides about a translation in its editor."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.base.text import storable
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.publishing import page_of, publish
from cms.base.translation.review.model import TranslationReview
from cms.base.translation.review.reviewing import approve, fingerprint, may_approve, may_review, open_review, send_back
from cms.base.translation.texts.text import Text

APPROVE, SEND_BACK = "approve", "send-back"
MAX_LENGTH = 2000  # characters of the comment with which a translation is sent back


def decide_here(request: HttpRequest, item: TranslationItem, texts: Sequence[Text]) -> HttpResponse | None:
    """Applies a reviewer's decision after saving what they typed: `action`, with the fingerprint of what was `seen`, or
    with `words` for the translators.

    Returns a confirmation page if the translation is incomplete; otherwise None, with a message.
    """
    review, user = open_review(item), request.user
    words = storable(request.POST.get("words", "")).strip()[:MAX_LENGTH]
    if review is None:
        messages.warning(request, _("Somebody else has already decided on this translation."))
    elif request.POST["action"] == SEND_BACK:
        if not may_review(user, item, review):
            messages.error(request, _("You have submitted this translation yourself: somebody else reviews it."))
        elif not words:
            messages.error(request, _("Say what has to be changed."))
        elif send_back(review, user, words):
            messages.success(request, _("The translation is sent back."))
    elif not may_approve(user, item, review):
        messages.error(request, _("Some of these words are yours: somebody else has to approve them. Submit them."))
    else:
        return _approve(request, item, review, texts)
    return None


def _approve(
    request: HttpRequest, item: TranslationItem, review: TranslationReview, texts: Sequence[Text]
) -> HttpResponse | None:
    user: Any = request.user
    if request.POST.get("seen") != fingerprint(texts):
        messages.warning(request, _("The texts have changed while you were reading. Please look again."))
    elif approve(review, user, texts):
        page = page_of(item)
        if page and page.permissions_for_user(user).can_publish():
            return publish(request, item)
        messages.success(request, _("The translation is approved."))
    return None
