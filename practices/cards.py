"""Lists of practices outside the search: each practice once, in the reader's language or else in its original."""

from collections.abc import Iterable

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page

from cms.base.cards import Card
from cms.base.visibility import visible
from practices.models import PartnerPage, PracticePage


def visible_originals(request: HttpRequest) -> QuerySet[PracticePage]:
    """The originals of the practices that visitors may see, newest first."""
    originals = PracticePage.objects.filter(original_page=None, alias_of=None)
    return visible(originals, request).select_related("locale").order_by("-first_published_at", "-pk")


def partner_practices(partner: PartnerPage, request: HttpRequest) -> list[Card]:
    """All practices of `partner`, whichever language they were first written in."""
    homes = PartnerPage.objects.filter(translation_key=partner.translation_key)
    below = PracticePage.objects.none()
    for home in homes:
        below |= PracticePage.objects.child_of(home)
    return cards(visible_originals(request) & below, partner.locale.language_code, request)


def latest_practices(language: str, count: int, request: HttpRequest) -> list[Card]:
    return cards(visible_originals(request)[:count], language, request)


def cards(originals: Iterable[PracticePage], language: str, request: HttpRequest) -> list[Card]:
    """A card for each practice, in a constant number of queries."""
    originals = list(originals)
    prefetch_related_objects(originals, "countries", "target_groups")
    translated = PracticePage.objects.filter(original_page__in=originals, locale__language_code=language)
    shown = {page.original_page_id: page for page in visible(translated, request).select_related("locale")}
    partners = _partner_labels(originals)
    return [
        _card(original, shown.get(original.pk, original), partners.get(original.path[: -Page.steplen], ""))
        for original in originals
    ]


def _partner_labels(originals: list[PracticePage]) -> dict[str, str]:
    """The partners' short names by the tree path of their pages."""
    paths = {page.path[: -Page.steplen] for page in originals}
    partners = PartnerPage.objects.filter(path__in=paths).select_related("original_page")
    return {partner.path: partner.original.short_name for partner in partners}


def _card(original: PracticePage, shown: PracticePage, partner_label: str) -> Card:
    return Card(
        title=shown.title,
        summary=shown.summary,
        url=shown.url,
        language=shown.locale.language_code,
        partner_label=partner_label,
        country_labels=[concept.label() for concept in original.countries.all()],
        facts=[concept.label() for concept in original.target_groups.all()],
    )
