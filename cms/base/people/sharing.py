"""Single pages that are shared with somebody of another team: which, with whom, and no longer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.base.access.shares import SharedPage
from cms.base.people.teams import Team


@dataclass(frozen=True)
class Share:
    team: Team  # whose page it is
    page: Page
    grant: SharedPage


def shares_of(teams: Iterable[Team]) -> list[Share]:
    """Those of pages of `teams`, the oldest first. Two queries."""
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
    SharedPage.objects.get_or_create(key=page.translation_key, user=user, defaults={"shared_by": by})
