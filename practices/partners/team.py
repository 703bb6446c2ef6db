"""The people at a partner, as a team whose administrators invite colleagues."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.models.originals import at_or_below
from cms.base.people import teams
from cms.base.people.teams import Team
from practices.partners.page import PartnerPage


def _partners() -> Iterator[Team]:
    """The teams of all partners. Two queries."""
    pages = list(PartnerPage.objects.select_related("editors", "administrators", "locale"))
    roots: dict[Any, list[PartnerPage]] = defaultdict(list)
    for page in pages:
        roots[page.translation_key].append(page)
    originals = [page for page in pages if page.original_page_id is None and page.editors]
    for partner in sorted(originals, key=lambda each: (each.short_name.casefold(), each.pk)):
        own = roots[partner.translation_key]
        yield Team(
            key=f"partner-{partner.code}",
            name=partner.short_name or partner.title,
            role=_("Editor"),
            group=partner.editors,
            pages=partial(_below, own),
            language=partner.locale.language_code,
            administrators=partner.administrators,
            roots=tuple(page.path for page in own),
            shareable=partial(_practices, own),
        )


def _below(pages: list[PartnerPage]) -> QuerySet[Page]:
    """The partner's page and its practices, in every language."""
    return Page.objects.filter(at_or_below(pages))


def _practices(pages: list[PartnerPage]) -> QuerySet[Page]:
    originals = Q(practicepage__isnull=False, practicepage__original_page=None, alias_of=None)
    return _below(pages).filter(originals).select_related("locale").order_by("title")


def _administrators_of_partners() -> Q:
    return Q(pk__in=PartnerPage.objects.filter(administrators__isnull=False).values("administrators"))


teams.sources.insert(0, _partners)
teams.administrator_groups.append(_administrators_of_partners)
