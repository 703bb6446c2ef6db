"""Whom a comment on a text asks, and the questions that wait for somebody's answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.access.roles import COORDINATORS
from cms.base.people.teams import Team, members_of, teams
from cms.base.text import plain_text
from cms.base.translation.comments.model import TranslationComment
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.texts.version import PAGE

SHOWN = 8
MAX_COMMENTS = 200  # the latest comments, among which the dashboard looks for those that wait for the user


def originals_of(items: Iterable[TranslationItem]) -> dict[int, Page]:
    """The original pages, by item id. One query."""
    wanted = {item.pk: (item.object_key, item.source_language) for item in items if item.kind == PAGE}
    keys = {key for key, _language in wanted.values()}
    pages = Page.objects.filter(translation_key__in=keys, alias_of=None) if keys else Page.objects.none()
    found = {
        (str(page.translation_key), page.locale.language_code): page
        for page in pages.select_related("locale", "owner", "latest_revision__user")
    }
    return {pk: found[place] for pk, place in wanted.items() if place in found}


def authors_of(items: Collection[TranslationItem]) -> dict[int, list[Any]]:
    """Who can answer for the original, by item id; never empty. A fixed number of queries.

    The editors of the page's partner; else its owner or author; else the coordinators.
    """
    originals = originals_of(items)
    with_roots = [team for team in teams() if team.roots] if originals else []
    members = members_of(with_roots)
    coordinators = list(get_user_model()._default_manager.filter(groups__role__key=COORDINATORS, is_active=True))
    return {item.pk: _authors(originals.get(item.pk), with_roots, members) or coordinators for item in items}


def _authors(page: Page | None, with_roots: Iterable[Team], members: Mapping[str, list[Any]]) -> list[Any]:
    if page is None:
        return []
    for team in with_roots:
        if page.path.startswith(team.roots) and members[team.key]:
            return members[team.key]
    wrote = [page.owner, page.latest_revision.user if page.latest_revision else None]
    return [user for user in wrote if user and user.is_active]


def questions_for(user: Any) -> list[dict[str, Any]]:
    """The open questions that `user` should answer, in which somebody else had the last word."""
    comments = TranslationComment.objects.filter(is_resolved=False).select_related("item__locale", "user")
    threads: dict[tuple[int, str], list[TranslationComment]] = defaultdict(list)
    for comment in reversed(comments.order_by("-created", "-pk")[:MAX_COMMENTS]):
        threads[comment.item_id, comment.path].append(comment)
    waiting = [thread for thread in threads.values() if thread[-1].user_id != user.pk]
    if not waiting:
        return []
    authors = authors_of({thread[-1].item_id: thread[-1].item for thread in waiting}.values())
    return [
        {"comment": thread[-1], "item": thread[-1].item, "source": plain_text(thread[-1].source)}
        for thread in waiting
        if user.pk in {person.pk for person in authors[thread[-1].item_id]}
        or user.pk in {thread[-1].item.taken_by_id, *(each.user_id for each in thread)}
    ]


class QuestionsPanel(Component):
    order = 95
    template_name = "base/admin/questions_panel.html"

    def __init__(self, questions: list[dict[str, Any]]) -> None:
        self.questions = questions

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"questions": self.questions[:SHOWN], "more": max(0, len(self.questions) - SHOWN)}


def add_questions_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if questions := questions_for(request.user):
        panels.append(QuestionsPanel(questions))
