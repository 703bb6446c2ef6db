"""Those who work for a partner, as a team whose administrators invite colleagues."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.people import teams
from cms.base.people.teams import Team
from practices.partners.page import PartnerPage


def _partners() -> Iterator[Team]:
    """Two queries, and those of what is asked for."""
    originals = PartnerPage.objects.filter(original_page=None, editors__isnull=False)
    for partner in originals.select_related("editors", "administrators", "locale").order_by("short_name", "pk"):
        yield Team(
            key=f"partner-{partner.code}",
            name=partner.short_name or partner.title,
            role=_("Editor"),
            group=partner.editors,
            pages=partial(_pages, partner),
            language=partner.locale.language_code,
            administrators=partner.administrators,
            shareable=partial(_practices, partner),
        )


def _pages(partner: PartnerPage) -> QuerySet[Page]:
    """The partner's page and its practices, in every language."""
    pages = Page.objects.none()
    for page in PartnerPage.objects.filter(translation_key=partner.translation_key):
        pages |= Page.objects.descendant_of(page, inclusive=True)
    return pages


def _practices(partner: PartnerPage) -> QuerySet[Page]:
    originals = Q(practicepage__isnull=False, practicepage__original_page=None, alias_of=None)
    return _pages(partner).filter(originals).select_related("locale").order_by("title")


def _administrators_of_partners() -> Q:
    return Q(pk__in=PartnerPage.objects.filter(administrators__isnull=False).values("administrators"))


teams.sources.insert(0, _partners)
teams.administrator_groups.append(_administrators_of_partners)
