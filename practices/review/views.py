"""In the admin: assigning a reviewer, and writing the review."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.utils import get_user_display_name

from cms.base.access.roles import is_coordinator
from cms.base.ids import id_in
from cms.base.languages import admin_language, language_name
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage
from practices.review import deciding
from practices.review.difference import parts_of
from practices.review.forms import PARTS, ReviewForm
from practices.review.mails import ask_for_review
from practices.review.review import PracticeReview
from practices.review.reviewers import possible_reviewers
from practices.review.task import PartnerReviewState, open_state_of

DECISIONS = {"approve": PracticeReview.Decision.APPROVED, "changes": PracticeReview.Decision.CHANGES}


@require_http_methods(["GET", "HEAD", "POST"])
def assign_reviewer(request: HttpRequest, page_id: int) -> HttpResponse:
    page, state = _page_and_state(page_id)
    if not is_coordinator(request.user):
        raise PermissionDenied
    if state is None:
        messages.warning(request, _("This practice is not waiting for a reviewer."))
        return redirect("wagtailadmin_pages:edit", page_id)
    users = possible_reviewers(state.workflow_state)
    if request.method == "POST":
        user = users.filter(pk=id_in(request.POST.get("reviewer", ""))).first()
        if user is None:
            messages.error(request, _("Choose one of these people."))
            return render(request, "practices/admin/assign_reviewer.html", _choice(page, state, users), status=422)
        with transaction.atomic():
            state.assign(user)
            ask_for_review(state, request.user)
        messages.success(request, _("%(name)s has been asked for a review.") % {"name": get_user_display_name(user)})
        return redirect("wagtailadmin_home")
    return render(request, "practices/admin/assign_reviewer.html", _choice(page, state, users))


def _choice(page: PracticePage, state: PartnerReviewState, users: Any) -> dict[str, Any]:
    people = list(users.prefetch_related("groups"))
    partners: dict[int, list[str]] = {}
    for partner in PartnerPage.objects.filter(original_page=None, editors__isnull=False).order_by("short_name"):
        partners.setdefault(partner.editors_id, []).append(partner.short_name)
    rows = [
        (
            user,
            get_user_display_name(user),
            ", ".join(name for group in user.groups.all() for name in partners.get(group.pk, [])),
            language_name(admin_language(user)),
        )
        for user in people
    ]
    go_on = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return {"page": page, "state": state, "people": rows, "go_on_url": go_on}


@require_http_methods(["GET", "HEAD", "POST"])
def write_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every button saves the form. Raises 403 except for the reviewer, while the task is open.

    Whoever has sent the review, and presses the button twice or goes back to the form, is told so.
    """
    page, state = _page_and_state(page_id, for_update=request.method == "POST")
    if state is None and _has_sent(request, page):
        messages.info(request, _("Your review has been sent already."))
        return redirect("wagtailadmin_home")
    if state is None or not state.is_reviewer(request.user):
        raise PermissionDenied
    review = deciding.review_for(state, request.user)
    if request.method != "POST":
        return _show(request, page, state, ReviewForm(review=review))
    form = ReviewForm(request.POST, review=review)
    form.decision = DECISIONS.get(request.POST.get("action", ""), PracticeReview.Decision.OPEN)
    is_valid = form.is_valid()
    deciding.keep(form.fill())
    if not is_valid:
        messages.error(request, _("Your review is saved, and not sent yet: something is missing."))
        return _show(request, page, state, form, status=422)
    if form.decision == PracticeReview.Decision.OPEN:
        messages.success(request, _("Your review is saved. Nobody but you sees it until you send it."))
        return redirect("write_review", page_id)
    if request.POST.get("revision") != str(page.latest_revision_id):
        text = _("Your review is saved, and not sent yet: the practice has been changed while you were writing.")
        messages.warning(request, text)
        return _show(request, page, state, form, status=409)
    deciding.send(review, state, form.decision)
    messages.success(request, _("Your review has been sent. Thank you."))
    return redirect("wagtailadmin_home")


def _show(
    request: HttpRequest, page: PracticePage, state: PartnerReviewState, form: ReviewForm, status: int = 200
) -> HttpResponse:
    draft = page.latest_revision.as_object()
    earlier = deciding.sent_before(state, request.user)
    before = earlier.revision.as_object() if earlier and earlier.revision else None
    asked = earlier.changes if earlier else {}
    parts = parts_of(before or (page if page.live else None), draft, request)
    context = {
        "page": page,
        "form": form,
        "parts": [(part, form[f"change-{part.name}"], asked.get(part.name, "")) for part in parts],
        "is_again": before is not None,
        "draft_url": reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        "compare_url": reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", page.latest_revision_id])
        if page.live
        else "",
    }
    return render(request, "practices/admin/write_review.html", context, status=status)


@require_safe
def read_reviews(request: HttpRequest, page_id: int) -> HttpResponse:
    """The sent reviews, with reasons: for authors and those who decide, but not for other reviewers."""
    page = get_object_or_404(PracticePage, pk=page_id)
    user: Any = request.user
    if not page.permissions_for_user(user).can_manage():
        raise PermissionDenied
    sent = PracticeReview.objects.filter(practice=page.translation_key, submitted_at__isnull=False)
    reviews = [
        (review, [(PARTS[name], text) for name, text in review.changes.items() if name in PARTS])
        for review in sent.select_related("reviewer", "version")
    ]
    return render(request, "practices/admin/reviews.html", {"page": page, "reviews": reviews})


def _page_and_state(page_id: int, for_update: bool = False) -> tuple[PracticePage, PartnerReviewState | None]:
    """`for_update` locks it, so that concurrent submissions wait."""
    page = get_object_or_404(PracticePage, pk=page_id)
    state = open_state_of(page)
    if state and for_update:
        is_open = PartnerReviewState.objects.select_for_update().filter(pk=state.pk, status=state.STATUS_IN_PROGRESS)
        return page, is_open.first()
    return page, state


def _has_sent(request: HttpRequest, page: PracticePage) -> bool:
    user: Any = request.user
    sent = PracticeReview.objects.filter(practice=page.translation_key, reviewer=user)
    return sent.filter(submitted_at__isnull=False).exists()
