"""Lists of practices outside the search: each practice once, in the first of the languages given that it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left, Length
from wagtail.models import Page

from cms.base.covers.pages import cover_of
from cms.base.delivery.language_fallback import in_best_language
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import visible
from cms.base.display.cards import Card
from cms.base.display.pagination import pagination_of
from cms.base.display.thumbnails import thumbnail
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.partners.visibility import of_private_original
from practices.repository.cover import FACTS
from practices.repository.permanent import short_key, with_short_keys
from practices.repository.practice import PracticePage

PER_PAGE = 20  # as in the search


def visible_originals() -> QuerySet[PracticePage]:
    """The originals of the practices that visitors may see, newest first, each with its `partner_label`."""
    private = PartnerPage.objects.filter(of_private_original()).values("path")
    originals = PracticePage.objects.filter(original_page=None, alias_of=None)
    originals = originals.alias(partner_path=_parent_path("path")).exclude(partner_path__in=private)
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


def visible_page(key: str, languages: Sequence[str]) -> PracticePage | None:
    """The practice with this short key in the first of `languages` that visitors can read it in."""
    originals = with_short_keys(visible_originals(), [key])
    group = _pages_in(languages).filter(Q(pk__in=originals.values("pk")) | Q(original_page__in=originals.values("pk")))
    found = in_best_language(group, languages).select_related("locale", "original_page__locale").order_by("pk")
    return next((page for page in found if url_of(page, None)), None)


@dataclass(frozen=True)
class CardPage:
    """One page of a list of cards."""

    cards: list[Card]
    total: int  # in the whole list
    pagination: dict[str, Any]


def partner_practices(partner: PartnerPage, languages: Sequence[str], number: str | None) -> CardPage:
    """A page of cards of the partner's practices, each in the first of `languages` that it has."""
    originals = originals_of(partner).filter(_readable_in(languages))
    page = Paginator(originals.values("pk"), PER_PAGE).get_page(number)  # ids sort faster than whole rows
    return CardPage(
        cards(visible_originals().filter(pk__in=page.object_list), languages),
        page.paginator.count,
        pagination_of(page),
    )


def _readable_in(languages: Sequence[str]) -> Q:
    """The condition for originals that can be read in any of `languages`, if only as a translation."""
    translations = _pages_in(languages).filter(original_page=OuterRef("pk"))
    return Q(locale__language_code__in=languages) | Q(Exists(translations))


def _pages_in(languages: Sequence[str]) -> QuerySet[PracticePage]:
    return visible(PracticePage.objects.filter(alias_of=None, locale__language_code__in=languages))


def cards(originals: QuerySet[PracticePage], languages: Sequence[str]) -> list[Card]:
    """A card for each of `visible_originals` that can be read in any of `languages`, in a constant number of queries.

    As in the search, a page that is not below a site's home page has no URL, and an alias has no text of its own.
    """
    found = list(originals.select_related("image"))
    load_concepts(found, *FACTS)
    group = _pages_in(languages).filter(Q(pk__in=found) | Q(original_page__in=found))
    shown = {
        page.original_page_id or page.pk: page for page in in_best_language(group, languages).select_related("locale")
    }
    shown_cards = []
    for original in found:
        candidates = [shown.get(original.pk), original if original.locale.language_code in languages else None]
        page = next((page for page in candidates if page and url_of(page, None)), None)
        if page and url_of(original, None):
            shown_cards.append(_card(original, page, url_of(page, None)))
    return shown_cards


def _card(original: PracticePage, shown: PracticePage, url: str) -> Card:
    return Card(
        title=shown.title,
        summary=shown.summary,
        result=shown.result,
        key=short_key(original.translation_key),
        url=url,
        language=shown.locale.language_code,
        partner_label=original.partner_label or "",
        country_labels=[concept.label() for concept in original.countries.all()],
        facts=[concept.label() for concept in original.target_groups.all()],
        thumbnail=thumbnail(original.image, cover_of(original).code),
    )
