"""A partner editor's dashboard in the admin: the partner's page, its practices, and a button to add one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.languages import admin_language
from cms.base.review.changes import sent_back, who_and_when
from practices.partners.page import PartnerPage

SHOWN = 10


class PartnerPanel(Component):
    """What reviewers sent back, and the originals below one partner, the most recently edited first."""

    order = 100
    template_name = "practices/admin/partner_panel.html"

    def __init__(self, partner: PartnerPage) -> None:
        self.partner = partner  # an original

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        key, below = self.partner.translation_key, Q(pk=None)
        in_every_language = list(PartnerPage.objects.filter(translation_key=key).select_related("locale"))
        for page in in_every_language:
            below |= Page.objects.child_of_q(page)
        # Instances of `Page`: only for these can Wagtail fetch everything their status needs in bulk.
        originals = Page.objects.filter(below, practicepage__isnull=False, practicepage__original_page=None)
        own = Page.objects.filter(below | Q(pk__in=[page.pk for page in in_every_language]))
        newest = originals.order_by("-latest_revision_created_at", "-pk").select_related("locale")
        language = admin_language(request.user)
        parent = next((page for page in in_every_language if page.locale.language_code == language), self.partner)
        return {
            "request": request,
            "partner": self.partner,
            "sent_back": [(page, who_and_when(review), review.comment) for page, review in sent_back(own)],
            "practices": newest.prefetch_workflow_states().annotate_approved_schedule()[:SHOWN],
            "total": originals.count(),
            "all_url": reverse("wagtailadmin_explore", args=[parent.pk]),
            "add_url": reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk]),
        }


def add_partner_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    partners = PartnerPage.objects.filter(original_page=None, editors__user=request.user).order_by("pk").distinct()
    panels.extend(PartnerPanel(partner) for partner in partners)
