"""A reviewer decides about a translation in its editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.access import item_at
from cms.base.translation.editor.publishing import page_of, publish
from cms.base.translation.review.reviewing import decide, fingerprint, may_review, open_review

LONGEST = 2000  # characters of what a translation is sent back with


@require_POST
def review_translation(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    """POST with `action`: "approve", with the fingerprint of what was `seen`, or "send-back", with `words`."""
    item = item_at(kind, key, language)
    review = open_review(item) if item else None
    if item is None or review is None:
        raise Http404
    user: Any = request.user
    if not may_review(user, item, review):
        raise PermissionDenied
    texts = KINDS[kind].texts(key, item.locale)
    words = request.POST.get("words", "").strip()[:LONGEST]
    if request.POST.get("action") == "approve":
        if request.POST.get("seen") != fingerprint(texts):
            messages.warning(request, _("The texts have changed while you were reading. Please look again."))
        elif decide(review, user, True, "", texts):
            page = page_of(item)
            if page and page.permissions_for_user(user).can_publish():
                return publish(request, item) or redirect(item.editor_url)
            messages.success(request, _("The translation is approved."))
    elif not words:
        messages.error(request, _("Say what has to be changed."))
    elif decide(review, user, False, words, texts):
        messages.success(request, _("The translation is sent back."))
    return redirect(item.editor_url)
