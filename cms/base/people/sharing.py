"""Sharing single pages with members of other teams: listing, granting, revoking."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.base.access.shares import SharedPage
from cms.base.people.notices.kinds import NoticeKind, register
from cms.base.people.notices.sending import notify
from cms.base.people.teams import Team

SHARED = register(NoticeKind("shared", _("A practice is shared with you")))


@dataclass(frozen=True)
class Share:
    team: Team  # that the page belongs to
    page: Page
    grant: SharedPage


def shares_of(teams: Iterable[Team]) -> list[Share]:
    """The shares of pages of `teams`, oldest first. Two queries."""
    grants = list(SharedPage.objects.select_related("user").order_by("created"))
    if not grants:
        return []
    keys = {grant.key for grant in grants}
    # The original has the lowest number: it was there first.
    pages = Page.objects.filter(translation_key__in=keys, alias_of=None).order_by("-pk")
    by_key = {page.translation_key: page for page in pages}
    return [
        Share(team, page, grant)
        for team in teams
        for grant in grants
        if (page := by_key.get(grant.key)) and page.path.startswith(team.roots)
    ]


@transaction.atomic
def share(page: Page, user: Any, by: Any) -> None:
    _grant, is_new = SharedPage.objects.get_or_create(key=page.translation_key, user=user, defaults={"shared_by": by})
    if is_new:
        url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
        notify([user], SHARED, "base/mails/shared", {"page": page, "by": by, "url": url}, about=f"share {page.pk}")
