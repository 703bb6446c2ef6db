"""The review in Wagtail's admin: its URLs, and the links to it in the editor of a practice."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.base.access.roles import is_coordinator
from practices.repository.practice import PracticePage
from practices.review.review import PracticeReview
from practices.review.task import open_state_of
from practices.review.views import assign_reviewer, read_reviews, write_review


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    return [
        path("practices/<int:page_id>/assign-reviewer/", assign_reviewer, name="assign_reviewer"),
        path("practices/<int:page_id>/review/", write_review, name="write_review"),
        path("practices/<int:page_id>/reviews/", read_reviews, name="read_reviews"),
    ]


@hooks.register("register_page_header_buttons")
def reviews_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page, PracticePage) and page.permissions_for_user(user).can_manage() and has_reviews(page):
        yield Button(_("Reviews"), reverse("read_reviews", args=[page.pk]), icon_name="clipboard-list", priority=60)


class ReviewMenuItem(ActionMenuItem):
    """Links to a separate page: Wagtail's items would save the form first."""

    def __init__(self, name: str, label: Any, url: str) -> None:
        self.name, self.label, self.url = name, label, url
        super().__init__(order=0)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return self.url


@hooks.register("construct_page_action_menu")
def lead_to_review(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page")
    state = open_state_of(page) if page is not None and page.pk else None
    if state is None or context["view"] != "edit":
        return
    task = state.task.specific
    for name, label, _modal in task.get_actions(page, request.user):
        if url := task.on_action(state, request.user, name) if name != "approve" else "":
            item = ReviewMenuItem(name, label, url)
            menu_items[:] = [each for each in menu_items if not _is_for(each, name)]
            menu_items.insert(0, item)


def _is_for(item: ActionMenuItem, name: str) -> bool:
    return isinstance(item, WorkflowMenuItem) and item.name == name


@hooks.register("before_edit_page", order=-5)  # before wagtail-localize's, which may return a response
def show_review(request: HttpRequest, page: Page) -> None:
    """Above the form, says whom the practice is waiting for, with a link for those who can act."""
    if request.method != "GET":
        return
    state = open_state_of(page)
    if state is None:
        _show_sent_review(request, page)
    elif state.is_reviewer(request.user):
        url = reverse("write_review", args=[page.pk])
        text = _("You have been asked to review this practice. You can read it here, and change nothing.")
        messages.info(request, text, buttons=[messages.button(url, _("Write the review"))])
    elif is_coordinator(request.user):
        url = reverse("assign_reviewer", args=[page.pk])
        if state.reviewer:
            name = get_user_display_name(state.reviewer)
            text, link = _("%(name)s has been asked to review this practice.") % {"name": name}, _("Ask somebody else")
        else:
            text, link = _("This practice waits for a reviewer of another partner."), _("Assign a reviewer")
        messages.info(request, text, buttons=[messages.button(url, link)])


def _show_sent_review(request: HttpRequest, page: Page) -> None:
    """Shown to those who decide after the reviewer, and to authors if it was sent back."""
    if page.current_workflow_state and isinstance(page, PracticePage) and has_reviews(page):
        text = _("A colleague of another partner has reviewed this practice.")
        url = reverse("read_reviews", args=[page.pk])
        messages.info(request, text, buttons=[messages.button(url, _("Read the review"))])


def has_reviews(page: PracticePage) -> bool:
    return PracticeReview.objects.filter(practice=page.translation_key, submitted_at__isnull=False).exists()
