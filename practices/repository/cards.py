"""Lists of practices outside the search: each practice once, in the reader's language, else its original."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left, Length
from wagtail.models import Page

from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import visible
from cms.base.display.cards import Card
from cms.base.display.pagination import pagination
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.partners.visibility import below_private_partners
from practices.repository.practice import PracticePage

PER_PAGE = 20  # as in the search


def visible_originals() -> QuerySet[PracticePage]:
    """The originals of the practices that visitors may see, newest first, each with its `partner_label`."""
    originals = PracticePage.objects.filter(original_page=None, alias_of=None).exclude(below_private_partners())
    return visible(originals).select_related("locale").annotate(**_label()).order_by("-first_published_at", "-pk")


def _label() -> dict[str, Subquery]:
    """The short name of the partner that a practice belongs to."""
    partners = PartnerPage.objects.filter(path=_parent_path(OuterRef("path")))
    return {"partner_label": Subquery(partners.values(name=Coalesce("original_page__short_name", "short_name")))}


def _parent_path(path: str | OuterRef) -> Left:
    return Left(path, Length(path) - Page.steplen)


def originals_of(partner: PartnerPage) -> QuerySet[PracticePage]:
    """Those of `visible_originals` that belong to `partner`, in whichever language they were first written."""
    below = Q(pk=None)
    for page in related_pages_of(partner).in_all_languages:
        below |= PracticePage.objects.all().child_of_q(page)
    return visible_originals().filter(below)


def partners_with_practices(keys: Iterable[UUID]) -> set[UUID]:
    """The translation groups of partners, among `keys`, that any of `visible_originals` belong to."""
    partners = dict(PartnerPage.objects.filter(translation_key__in=set(keys)).values_list("path", "translation_key"))
    if not partners:
        return set()
    parents = visible_originals().order_by().values_list(_parent_path("path"), flat=True).distinct()
    return {partners[path] for path in parents if path in partners}


@dataclass(frozen=True)
class CardPage:
    """One page of a list of cards."""

    cards: list[Card]
    total: int  # in the whole list
    pagination: dict[str, Any]


def partner_practices(partner: PartnerPage, number: str | None) -> CardPage:
    """A page of cards of the partner's practices, in the language of the partner's page."""
    originals = originals_of(partner)
    page = Paginator(originals.values("pk"), PER_PAGE).get_page(number)  # ids sort faster than whole rows
    return CardPage(
        cards(originals.filter(pk__in=page.object_list), partner.locale.language_code),
        page.paginator.count,
        pagination(page.number, page.paginator.num_pages, lambda other: f"?page={other}"),
    )


def latest_practices(language: str, count: int) -> list[Card]:
    originals = visible_originals()
    newest = originals.values("pk")[:count]  # ids sort faster than thousands of whole rows
    return cards(originals.filter(pk__in=newest), language)


def cards(originals: Iterable[PracticePage], language: str) -> list[Card]:
    """A card for each of `visible_originals` that has a URL, in a constant number of queries.

    As in the search, a page that is not below a site's home page has no URL, and an alias has no text of its own.
    """
    originals = list(originals)
    load_concepts(originals, "countries", "target_groups")
    # Aliases are left out here and not by the query, for which SQLite would go through all pages that are none.
    own = visible(PracticePage.objects.filter(original_page__in=originals, locale__language_code=language)).order_by()
    translated = {page.original_page_id: page for page in own.select_related("locale") if not page.alias_of_id}
    urls = {page: url_of(page, None) for page in (*originals, *translated.values())}
    found = []
    for original in originals:
        if urls[original]:
            own = translated.get(original.pk)
            shown = own if own and urls[own] else original
            found.append(_card(original, shown, urls[shown]))
    return found


def _card(original: PracticePage, shown: PracticePage, url: str) -> Card:
    return Card(
        title=shown.title,
        summary=shown.summary,
        url=url,
        language=shown.locale.language_code,
        partner_label=original.partner_label or "",
        country_labels=[concept.label() for concept in original.countries.all()],
        facts=[concept.label() for concept in original.target_groups.all()],
    )
