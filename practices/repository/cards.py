"""Lists of practices outside the search: each practice once, in the first of the given languages that it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from wagtail.models import Page

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.language_fallback import in_best_language
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import visible
from cms.base.display.cards import Card
from cms.base.display.pagination import pagination_of
from cms.base.display.thumbnails import thumbnail
from cms.base.languages import active_language
from practices.facts import concepts_of, labels_of
from practices.partners.page import PartnerPage
from practices.partners.visibility import of_private_original
from practices.repository.cover import FACTS, practice_cover
from practices.repository.listing import Readable, readable_practices
from practices.repository.permanent import short_key, with_short_keys
from practices.repository.practice import PracticePage

PER_PAGE = 20  # as in the search
MAX_CARDS = 1_000  # cached per process and language, one or two kilobytes each
SHOWN = (  # the fields that a card and its cover show
    *("title", "summary", "result", "original_page", "image", "translation_key", "first_published_at"),
    *("evidence_level", "start_year", "end_year", "ongoing"),
)
PARENT_PATH = Left("path", Length("path") - Page.steplen)


def visible_originals() -> QuerySet[PracticePage]:
    """The originals of the practices that visitors may see."""
    private = PartnerPage.objects.filter(of_private_original()).values("path")
    originals = PracticePage.objects.filter(original_page=None, alias_of=None)
    originals = originals.alias(partner_path=PARENT_PATH).exclude(partner_path__in=private)
    return visible(originals)


def partners_with_practices(keys: Iterable[UUID]) -> set[UUID]:
    """The translation keys of partners, among `keys`, that have any of `visible_originals`."""
    partners = dict(PartnerPage.objects.filter(translation_key__in=set(keys)).values_list("path", "translation_key"))
    if not partners:
        return set()
    parents = visible_originals().order_by().values_list(PARENT_PATH, flat=True).distinct()
    return {partners[path] for path in parents if path in partners}


def visible_page(key: str, languages: Sequence[str]) -> PracticePage | None:
    """The practice with this short key in the first of `languages` that visitors can read it in."""
    originals = with_short_keys(visible_originals(), [key])
    pages = visible(PracticePage.objects.filter(alias_of=None, locale__language_code__in=languages))
    group = pages.filter(Q(pk__in=originals.values("pk")) | Q(original_page__in=originals.values("pk")))
    found = in_best_language(group, languages).select_related("locale", "original_page__locale").order_by("pk")
    return next((page for page in found if url_of(page, None)), None)


def _no_cards(request: HttpRequest, language: str) -> dict[int, Card]:
    return {}


shown_cards = AsOfClock(_no_cards)  # by id of the page shown, per reader's language; entries are only added


@dataclass(frozen=True)
class CardPage:
    """One page of a list of cards."""

    cards: list[Card]
    total: int  # in the whole list
    pagination: dict[str, Any]


def partner_practices(
    partner: PartnerPage, languages: Sequence[str], number: str | None, request: HttpRequest
) -> CardPage:
    """A page of cards of the partner's practices, each in the first of `languages` that it has."""
    below = tuple(page.path for page in related_pages_of(partner).in_all_languages)
    own = [practice for practice in readable_practices(languages, request) if practice.original.path.startswith(below)]
    page = Paginator(own, PER_PAGE).get_page(number)
    return CardPage(cards(list(page.object_list), request), page.paginator.count, pagination_of(page))


def cards(practices: Sequence[Readable], request: HttpRequest) -> list[Card]:
    """A card for each; two queries for those that are not cached since the last change."""
    known = shown_cards.get(request, active_language())
    missing = [practice for practice in practices if practice.shown.pk not in known]
    new = _make(missing, request) if missing else {}
    if len(known) < MAX_CARDS:
        known.update(new)
    found = [known.get(practice.shown.pk) or new.get(practice.shown.pk) for practice in practices]
    return [card for card in found if card]


def _make(practices: Sequence[Readable], request: HttpRequest) -> dict[int, Card]:
    """Cards by the id of the page shown."""
    ids = {page.pk for practice in practices for page in (practice.original, practice.shown)}
    rows = PracticePage.objects.filter(pk__in=ids).select_related("image").only(*SHOWN).order_by()
    found = {row.pk: row for row in rows}
    terms = concepts_of([found[each.original.pk] for each in practices if each.original.pk in found], *FACTS)
    made = {}
    for practice in practices:
        original, page = found.get(practice.original.pk), found.get(practice.shown.pk)
        if original and page:  # unless they have just been deleted
            facts = {name: terms[original.pk, name] for name in FACTS}
            made[page.pk] = _card(original, page, practice, url_of(practice.shown, request), facts)
    return made


def _card(
    original: PracticePage, page: PracticePage, practice: Readable, url: str, terms: Mapping[str, list[Any]]
) -> Card:
    return Card(
        title=page.title,
        summary=page.summary,
        result=page.result,
        key=short_key(original.translation_key),
        url=url,
        language=practice.shown.language,
        partner_label=practice.partner_name,
        country_labels=labels_of(terms["countries"]),
        facts=labels_of(terms["target_groups"]),
        thumbnail=thumbnail(original.image, practice_cover(original, terms).code),
    )
