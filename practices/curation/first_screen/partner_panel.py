"""A partner editor's dashboard: the progress of the practices, and what each of them needs."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.models.originals import at_or_below
from cms.base.review.changes import sent_back, who_and_when
from practices.curation.desk import Desk, desk_of
from practices.curation.rows import load_rows
from practices.curation.states import State, count_states, is_due, with_states
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage

SHOWN = 10


def list_url(**filters: Any) -> str:
    """The URL of the filtered list of practices."""
    return f"{reverse('practice_list:index')}?{urlencode(filters)}" if filters else reverse("practice_list:index")


class PartnerPanel(Component):
    """The practices of one partner, starting with those that wait for its editors."""

    order = 100
    template_name = "practices/admin/partner_panel.html"

    def __init__(self, partner: PartnerPage, desk: Desk) -> None:
        self.partner, self.desk = partner, desk  # the partner is an original

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        here = at_or_below(PartnerPage.objects.filter(translation_key=self.partner.translation_key).only("path"))
        practices = PracticePage.objects.filter(here, original_page=None)
        counts = count_states(practices)
        rows = by_need(with_states(practices)).select_related("locale", "latest_revision")[:SHOWN]
        return {
            "request": parent_context["request"],
            "partner": self.partner,
            "counts": self._counts(counts),
            "sent_back": [
                (page, who_and_when(review), review.comment)
                for page, review in sent_back(Page.objects.filter(here))[:SHOWN]
            ],
            "practices": load_rows(rows, self.desk),
            "total": counts["total"],
            "all_url": list_url(**self._mine()),
            "add_url": f"{reverse('practice_list:choose_parent')}?{urlencode({'partner': self.partner.code})}",
        }

    def _counts(self, counts: dict[str, int]) -> list[tuple[Any, int, str]]:
        """The label, count and URL of each state."""
        states = [(state.label, counts[state], list_url(state=state, **self._mine())) for state in State]
        due = (_("Due for a new look"), counts["due"], list_url(review="due", **self._mine()))
        return [each for each in (*states, due) if each[1]]

    def _mine(self) -> dict[str, str]:
        """The URL parameter for the partner, needed only by editors of several or all partners."""
        is_only_one = len(self.desk.partners) == 1 and not self.desk.sees_all
        return {} if is_only_one else {"partner": self.partner.code}


def by_need(practices: QuerySet) -> QuerySet:
    """Sorts by need: sent back, due, drafts, the rest; within each, latest change first."""
    waits = Case(
        When(Q(is_changes=True), then=Value(0)),
        When(is_due(), then=Value(1)),
        When(Q(is_draft=True), then=Value(2)),
        default=Value(3),
    )
    return practices.annotate(waits=waits).order_by("waits", "urgency", "-latest_revision_created_at", "-pk")


def add_partner_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    desk = desk_of(request)
    panels.extend(PartnerPanel(partner, desk) for partner in desk.partners)
