"""The links that lead nowhere, with the places where they are used."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.base.links.model import LinkUse, broken_links
from practices.curation.desk import Desk, desk_of

SHOWN = 10  # links, and places per link


class BrokenLinksPanel(Component):
    order = 115
    template_name = "practices/admin/broken_links_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        uses = LinkUse.objects.all()
        if not self.desk.sees_all:
            uses = uses.filter(page__in=self.desk.pages().order_by().values("pk"))
        broken = broken_links().filter(Exists(uses.filter(link=OuterRef("pk"))))
        links = list(broken[:SHOWN])
        places: dict[int, dict[int, LinkUse]] = {link.pk: {} for link in links}
        for use in uses.filter(link__in=places).select_related("page__locale").order_by("page__path", "pk"):
            places[use.link_id].setdefault(use.page_id, use)  # a page is named once
        return {
            "links": [
                (link, [(use.page, form_url(use)) for use in found[:SHOWN]], len(found[SHOWN:]))
                for link in links
                if (found := list(places[link.pk].values()))
            ],
            "more": broken.count() - len(links) if len(links) == SHOWN else 0,
        }


def form_url(use: LinkUse) -> str:
    """The URL of the form, at the field with the link."""
    return f"{reverse('wagtailadmin_pages:edit', args=[use.page_id])}#:w:contentpath={use.place}"


def add_broken_links_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    desk = desk_of(request)
    if settings.CHECK_LINKS and desk.edits:
        panels.append(BrokenLinksPanel(desk))
