"""A coordinator's dashboard: all partners side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState

from cms.base.i18n.collation import sort_key
from cms.base.models import SiteSettings
from cms.base.review.changes import reviews_of_pages
from practices.curation.desk import Desk, desk_of
from practices.curation.first_screen.partner_panel import list_url
from practices.curation.listing.filters import ALL, SOME, in_all_languages
from practices.curation.states import State, with_states
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


@dataclass
class OfPartner:
    name: str
    code: str
    counts: Counter[str] = field(default_factory=Counter)  # by state, and "total", "due", "complete", "lacking"
    waits_since: datetime | None = None  # of the oldest one in review

    @property
    def cells(self) -> list[tuple[int, str]]:
        """The count and URL for each column of the table."""
        filters: list[tuple[str, dict[str, str]]] = [(state, {"state": state}) for state in COLUMNS]
        filters += [("due", {"review": "due"}), ("complete", {"languages": ALL}), ("lacking", {"languages": SOME})]
        return [(self.counts[name], list_url(partner=self.code, **query)) for name, query in filters]

    @property
    def in_review_url(self) -> str:
        return list_url(partner=self.code, state=State.REVIEW)

    @property
    def url(self) -> str:
        return list_url(partner=self.code)

    @property
    def days(self) -> int | None:
        return (timezone.now() - self.waits_since).days if self.waits_since else None


COLUMNS = [State.DRAFT, State.REVIEW, State.CHANGES, State.PUBLISHED]


class OverviewPanel(Component):
    order = 100
    template_name = "practices/admin/overview_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        settings = SiteSettings.for_request(self.desk.request)
        return {
            "columns": [state.label for state in COLUMNS],
            "partners": of_each_partner(self.desk),
            "expected": settings.practices_expected,
            "all_url": list_url(),
        }


def of_each_partner(desk: Desk) -> list[OfPartner]:
    """The figures of each partner, in alphabetical order. Constant number of queries."""
    partners, at = {}, {}
    for page in PartnerPage.objects.select_related("original_page"):
        original = page.original
        at[page.path] = partners.setdefault(original.pk, OfPartner(original.short_name, original.code))
    complete, waiting = set(in_all_languages(desk.offered)), since_when()
    today = timezone.localdate()
    originals = with_states(PracticePage.objects.filter(original_page=None)).order_by()
    flags = [f"is_{state}" for state in State]
    for row in originals.values("pk", "path", "translation_key", "review_date", *flags):
        if (partner := at.get(row["path"][: -Page.steplen])) is None:
            continue
        partner.counts.update(state.value for state in State if row[f"is_{state}"])
        partner.counts["total"] += 1
        partner.counts["due"] += bool(row["review_date"] and row["review_date"] <= today)
        partner.counts["complete" if row["translation_key"] in complete else "lacking"] += 1
        if since := waiting.get(row["pk"]):
            partner.waits_since = min(since, partner.waits_since or since)
    return sorted(partners.values(), key=lambda partner: sort_key(partner.name, desk.language))


def since_when() -> dict[int, datetime]:
    """When each page in review was submitted, by id."""
    states = reviews_of_pages(WorkflowState.STATUS_IN_PROGRESS)
    rows = states.values_list(Cast("object_id", IntegerField()), F("current_task_state__started_at"))
    return {pk: since for pk, since in rows if since}


def add_overview_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    desk = desk_of(request)
    if desk.sees_all and PartnerPage.objects.exists():
        panels.append(OverviewPanel(desk))
