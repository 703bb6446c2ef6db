"""What the sections of a home page show, from the entries of the search: each page once, as visitors may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.covers.urls import cover_url
from cms.base.delivery.related_pages import related_pages_of
from cms.base.display.cards import Card
from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from cms.base.models import SiteImage
from cms.base.models.originals import at_or_below
from cms.base.per_language.texts import Texts, in_language, text_to_read
from home.models import NewsPage
from home.timeline.strip import Strip, strip_of
from practices.models import PartnerPage, PracticePage
from practices.repository.choices import EvidenceLevel
from search.engines.cached_hits import CachedHits
from search.engines.current import current_engine
from search.facets.declared import PRACTICE_FACETS, labels_by_facet
from search.facets.labels import label_cache
from search.models import SearchClock, SearchEntry
from search.query.query import Query
from search.query.results import Hit
from search.web import presentation

NEWS = 3  # in addition to the lead story
COUNTRIES = 8
_hits = CachedHits()


@dataclass(frozen=True)
class Section:
    kind: str
    heading: str
    content: Any
    language: str = ""  # of the heading; empty for the site's own words

    @property
    def template(self) -> str:
        return f"components/front/{self.kind}.html"


@dataclass(frozen=True)
class Placed:
    """A card of a practice or partner, with its place."""

    card: Card
    place: str


@dataclass(frozen=True)
class Lead:
    card: Card
    photo: SiteImage | None
    cover: str  # the URL of the drawn cover, shown without a photograph


@dataclass(frozen=True)
class Need:
    label: str
    count: int
    url: str


class Front:
    """Five queries, regardless of the sections, plus one if there are photographs.

    Reads the sections as they are stored: Wagtail would load the pages that editors chose.
    """

    def __init__(self, page: Any, index_url: str, request: HttpRequest) -> None:
        self.page, self.index_url, self.request, self.language = page, index_url, request, active_language()
        self.blocks = [(block["type"], block["value"]) for block in page.sections.raw_data]
        self.kinds = {kind for kind, _value in self.blocks}

    def sections(self) -> Iterator[Section]:
        """The sections with content, in page order."""
        usual = {
            "lead": "",
            "practices": _("In practice"),
            "needs": _("What are you looking for?"),
            "news": _("News"),
            "timeline": _("Where the project stands"),
            "partners": _("The partners"),
        }
        for kind, value in self.blocks:
            if kind in usual and (content := getattr(self, f"_{kind}")(value)):
                heading = value.get("heading") or ""
                yield Section(kind, heading or usual[kind], content, self.language if heading else "")

    # -- the sections -------------------------------------------------------------------------------------------------

    def _lead(self, value: Any) -> Lead | None:
        hit = self._lead_hit
        return Lead(self._card(hit), self._photo(hit), cover_url(hit.look["cover"])) if hit else None

    def _news(self, value: Any) -> list[Card]:
        others = [hit for hit in self._latest if hit is not self._lead_hit]
        return [self._card(hit) for hit in others[:NEWS]]

    def _practices(self, value: Any) -> list[Placed]:
        """In the chosen order, or else sorted by country name."""
        areas = self._areas
        found = [self._placed(self._by_key[key], text_to_read(areas[key])[0]) for key in areas if key in self._by_key]
        if _items(value["practices"]):
            return found
        return sorted(found, key=lambda each: sort_key(", ".join(each.card.country_labels), self.language))

    def _needs(self, value: Any) -> list[Need]:
        needs, facets = _items(value["needs"]), {facet.scheme: facet for facet in PRACTICE_FACETS if facet.scheme}
        if not self.index_url or not needs:
            return []
        names = [facet.name for facet in facets.values()]
        counts = current_engine().search(Query(language=self.language), names, [PracticePage.kind]).counts
        found = []
        for need in needs:
            scheme, _colon, slug = need["term"].partition(":")
            facet = facets.get(scheme)
            if facet and (count := counts[facet.name].get(slug, 0)):
                label = need["label"] or facet.labels(self.language).get(slug, slug)
                found.append(Need(label, count, f"{self.index_url}?{urlencode({facet.name: slug})}"))
        return found

    def _timeline(self, value: Any) -> Strip | None:
        return strip_of(self.page, self.request)

    def _partners(self, value: Any) -> list[Placed]:
        """The coordinator first."""
        keys = [key for key, hit in self._by_key.items() if hit.kind == PartnerPage.kind]
        originals = PartnerPage.objects.filter(original_page=None, translation_key__in=keys)
        facts: dict[UUID, tuple[str, bool, list[str]]] = {}
        for key, *own, labels in originals.values_list(
            "translation_key", "place", "is_coordinator", "countries__labels"
        ):
            facts.setdefault(key, (*own, []))[2].extend([in_language(labels)] if labels else [])
        found = [
            (not is_coordinator, self._placed(self._by_key[key], place, countries))
            for key, (place, is_coordinator, countries) in facts.items()
        ]
        found.sort(key=lambda each: (each[0], sort_key(each[1].card.title, self.language)))
        return [placed for _is_other, placed in found]

    # -- what they are made of ----------------------------------------------------------------------------------------

    @cached_property
    def _found(self) -> list[tuple[Hit, bool]]:
        """The entries of all sections, newest first, each with whether it was chosen as the lead story."""
        wanted, entries = Q(pk=None), SearchEntry.objects.filter(removed=False)
        here = Page.objects.filter(at_or_below(related_pages_of(self.page).in_all_languages))
        below = {"key__in": here.order_by().values("translation_key")}
        lead = Page.objects.filter(pk__in=[value["news"] for kind, value in self.blocks if kind == "lead"])
        if self.kinds & {"lead", "news"}:
            newest = entries.filter(kind=NewsPage.kind, **below).order_by("-sorted_at", "-pk")
            wanted |= Q(pk__in=newest.values("pk")[: NEWS + 1]) | Q(is_lead=True, kind=NewsPage.kind)
        if "practices" in self.kinds:
            wanted |= Q(key__in=list(self._areas))
        if "partners" in self.kinds:
            wanted |= Q(kind=PartnerPage.kind, **below)
        is_lead = Exists(lead.filter(translation_key=OuterRef("key")))
        found = entries.annotate(is_lead=is_lead).filter(wanted).order_by("-sorted_at", "-pk")
        rows = list(found.values_list("pk", "is_lead", SearchClock.as_column()))
        if not rows:
            return []
        version = rows[0][2]
        label_cache.refresh(version)
        hits = _hits.load([pk for pk, _is_lead, _version in rows], version)
        return list(zip(hits, [is_lead for _pk, is_lead, _version in rows], strict=True))

    @cached_property
    def _by_key(self) -> dict[UUID, Hit]:
        return {hit.key: hit for hit, _is_lead in self._found}

    @property
    def _latest(self) -> list[Hit]:
        return [hit for hit, _is_lead in self._found if hit.kind == NewsPage.kind]

    @cached_property
    def _lead_hit(self) -> Hit | None:
        """The chosen news item, if visitors may see it, else the newest; None if no section shows it."""
        chosen = [hit for hit, is_lead in self._found if is_lead and hit.kind == NewsPage.kind]
        return next(iter([*chosen, *self._latest]), None) if "lead" in self.kinds else None

    @cached_property
    def _areas(self) -> dict[UUID, Texts]:
        """The area of each practice to show, by translation key: those chosen, else the best proven of each country."""
        chosen = [pk for kind, value in self.blocks if kind == "practices" for pk in _items(value["practices"])]
        if not chosen:
            return _best_of_each_country()
        rows = PracticePage.objects.filter(pk__in=chosen).values_list(
            "pk", "translation_key", "area", "original_page__area"
        )
        by_pk = {pk: (key, of_original or area) for pk, key, area, of_original in rows}
        return dict(by_pk[pk] for pk in chosen if pk in by_pk)

    @cached_property
    def _photos(self) -> dict[int, SiteImage]:
        ids = {hit.look["photo"] for hit, _is_lead in self._found if "photo" in hit.look}
        return SiteImage.objects.in_bulk(ids) if ids else {}

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return labels_by_facet(self.language)

    def _card(self, hit: Hit) -> Card:
        return presentation.card(hit, self._photo(hit), self._labels, self.language)

    def _photo(self, hit: Hit) -> SiteImage | None:
        return self._photos.get(hit.look["photo"]) if "photo" in hit.look else None

    def _placed(self, hit: Hit, place: str, countries: list[str] | None = None) -> Placed:
        card = self._card(hit)
        parts = [place, *(card.country_labels if countries is None else countries)]
        return Placed(card, ", ".join(dict.fromkeys(filter(None, parts))))


def _items(stored: list[Any]) -> list[Any]:
    """The values of a list of blocks."""
    return [item["value"] for item in stored or () if isinstance(item, dict) and "value" in item]


def _best_of_each_country() -> dict[UUID, Texts]:
    """The areas of these practices by translation key. Prefers those with a one-line result, then by evidence."""
    shown = SearchEntry.objects.filter(removed=False, kind=PracticePage.kind)
    uses = PracticePage.countries.through.objects.filter(
        practicepage__original_page=None, practicepage__translation_key__in=shown.values("key")
    )
    has_result = Case(When(practicepage__result="", then=Value(0)), default=Value(1))
    evidence = Case(
        *(When(practicepage__evidence_level=level, then=Value(place)) for place, level in enumerate(EvidenceLevel, 1)),
        default=Value(0),
    )
    order = [has_result.desc(), evidence.desc(), F("practicepage__first_published_at").desc(nulls_last=True)]
    ranked = uses.annotate(
        place=Window(RowNumber(), partition_by="concept", order_by=[*order, F("practicepage").desc()])
    )
    best = ranked.filter(place=1).values_list("practicepage__translation_key", "practicepage__area")
    return dict(list(best)[:COUNTRIES])
