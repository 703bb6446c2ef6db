"""Above the form of a page that was sent back: what the reviewer asks for."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.base.review.changes import changes_requested_of, who_and_when


@hooks.register("before_edit_page", order=-5)  # before wagtail-localize's, which returns its own editor
def show_requested_changes(request: HttpRequest, page: Page) -> None:
    if request.method == "GET" and (review := changes_requested_of(page)):
        messages.warning(request, f"{who_and_when(review)} {review.comment}".strip())
