"""Questions in comments: on the user's own pages, and replies to the user's comments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment, CommentReply, Page

from practices.curation.desk import Desk, desk_of

SHOWN = 10


def unanswered(desk: Desk) -> QuerySet[Comment]:
    """Unresolved comments in which somebody else had the last word, newest first."""
    user = desk.request.user
    latest = CommentReply.objects.filter(comment=OuterRef("pk")).order_by("-created_at", "-pk")
    mine = Q(user=user) | Q(pk__in=CommentReply.objects.filter(user=user).values("comment"))
    for path in desk.partner_paths:
        mine |= Q(page__path__startswith=path)
    return (
        Comment.objects.filter(mine, resolved_at=None)
        .annotate(
            last_by=Coalesce(Subquery(latest.values("user_id")[:1]), F("user_id"), output_field=IntegerField()),
            last_text=Coalesce(Subquery(latest.values("text")[:1]), F("text")),
            last_at=Coalesce(Subquery(latest.values("created_at")[:1]), F("created_at")),
        )
        .exclude(last_by=user.pk)
        .select_related("page__locale")
        .order_by("-last_at", "-pk")
    )


@dataclass(frozen=True)
class Question:
    page: Page
    text: str
    who: str
    when: datetime
    url: str


def field_url(comment: Comment) -> str:
    """The URL of the form, at the field that the comment is about."""
    form = reverse("wagtailadmin_pages:edit", args=[comment.page_id])
    return f"{form}#:w:contentpath={comment.contentpath}"


class CommentsPanel(Component):
    order = 110
    template_name = "practices/admin/comments_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        comments = list(unanswered(self.desk)[:SHOWN])
        people = get_user_model().objects.in_bulk([comment.last_by for comment in comments])
        return {
            "questions": [
                Question(
                    page=comment.page,
                    text=comment.last_text,
                    who=get_user_display_name(people.get(comment.last_by)),
                    when=comment.last_at,
                    url=field_url(comment),
                )
                for comment in comments
            ]
        }


def add_comments_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    panels.append(CommentsPanel(desk_of(request)))
