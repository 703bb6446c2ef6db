"""Results as the search pages show them: cards, facets with links, chips, pagination."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from html import escape
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.base.caching.as_of_clock import MadeByCallers
from cms.base.display.cards import Card, shortened
from cms.base.display.kinds import page_kinds
from cms.base.display.pagination import pagination as page_links
from cms.base.display.thumbnails import thumbnail
from cms.base.i18n.collation import sort_key
from cms.base.models import BasePage, SiteImage
from practices.models import PartnerPage, PracticePage
from practices.repository.permanent import short_key
from search.facets.declared import TARGET_GROUP, labels_by_facet
from search.facets.facet import Facet
from search.language.highlight import mark, snippet
from search.query.query import SORTS, Query
from search.query.results import Hit, Results
from search.web.found_in import found_in, labels_of

COLLAPSED = 8  # values per facet that are shown before "Show more"


@dataclass(slots=True)
class Bucket:
    value: str
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class FacetView:
    name: str
    label: str
    buckets: list[Bucket]
    language: str = ""  # of the labels; empty for the site's own words and names
    is_folded: bool = False
    meanings: list[tuple[str, str]] = field(default_factory=list)  # labels of values, each with its meaning

    @property
    def is_open(self) -> bool:
        """Whether its values are initially expanded."""
        return any(bucket.selected for bucket in self.buckets)

    @cached_property
    def first(self) -> list[Bucket]:
        """The values that are always shown: the first ones, and selected ones."""
        return [b for position, b in enumerate(self.buckets) if position < COLLAPSED or b.selected]

    @cached_property
    def rest(self) -> list[Bucket]:
        return [b for position, b in enumerate(self.buckets) if position >= COLLAPSED and not b.selected]

    @property
    def more(self) -> str:
        return ngettext("Show %(counter)s more", "Show %(counter)s more", len(self.rest)) % {"counter": len(self.rest)}


@dataclass(frozen=True)
class Plain:
    """The card of a hit without highlights, and what it shows of the summary, as text."""

    hit: Hit
    card: Card
    summary: str


# By the hit and the reader's language. A hit is another object when its entry has changed, as after `rebuild_search`,
# which changes no page; and while a value keeps it, no other has its id.
_plain: MadeByCallers[Plain] = MadeByCallers()


@dataclass(frozen=True)
class Found:
    """What a search has found: made when a template asks for it."""

    request: HttpRequest
    query: Query
    results: Results
    facets_shown: Sequence[Facet]

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def page(self) -> int:
        return self.results.page

    @cached_property
    def hits(self) -> list[Card]:
        return self._cards[: len(self.results.hits)]

    @cached_property
    def more(self) -> list[Card]:
        return self._cards[len(self.results.hits) :]

    @cached_property
    def facets(self) -> list[FacetView]:
        return facet_views(self.query, self.results, self.facets_shown)

    @cached_property
    def _cards(self) -> list[Card]:
        found, reader = self.results, self.query.language
        labels = labels_by_facet(reader)
        made = cards([*found.hits, *found.more], found.terms, labels, reader, self.request)
        filtered_for = {labels[TARGET_GROUP.name][value] for value in self.query.filters.get(TARGET_GROUP.name, ())}
        return [card.with_first(filtered_for) for card in made]


def facet_views(query: Query, results: Results, facets: Sequence[Facet]) -> list[FacetView]:
    return [
        FacetView(
            f.name,
            str(f.label),
            buckets(query, results, f),
            _language_of_labels(query, f),
            f.is_folded,
            _meanings(f, query.language),
        )
        for f in facets
    ]


def _language_of_labels(query: Query, facet: Facet) -> str:
    """The language of labels that editors write, such as those of terms: the reader's."""
    return query.language if facet.scheme else ""


def _meanings(facet: Facet, language: str) -> list[tuple[str, str]]:
    if facet.meanings is None:
        return []
    labels = facet.labels(language)
    return [(labels[value], meaning) for value, meaning in facet.meanings(language).items()]


def buckets(query: Query, results: Results, facet: Facet) -> list[Bucket]:
    """All values with hits, and selected ones even without; in the facet's order."""
    labels = facet.labels(query.language)
    counts = results.counts.get(facet.name, {})
    selected = query.filters.get(facet.name, ())
    urls = query.toggled_urls(facet.name, {*counts, *selected})
    shown = [Bucket(v, labels.get(v, v), counts.get(v, 0), v in selected, url) for v, url in urls.items()]
    if facet.is_ordered:
        places = {value: place for place, value in enumerate(labels)}
        return sorted(shown, key=lambda bucket: places.get(bucket.value, len(places)))
    return sorted(shown, key=lambda bucket: (-bucket.count, sort_key(bucket.label, query.language)))


def cards(
    hits: Sequence[Hit],
    terms: frozenset[str],
    labels: dict[str, dict[str, str]],
    reader: str,
    request: HttpRequest | None = None,
) -> list[Card]:
    """Highlights `terms`. One query if photographs are among the cards that are not cached yet."""

    @cache
    def photos() -> dict[int, SiteImage]:
        ids = {hit.look["photo"] for hit in hits if "photo" in hit.look}
        return SiteImage.objects.in_bulk(ids) if ids else {}

    def plain(hit: Hit) -> Plain:
        return _plain.get(
            request,
            id(hit),
            reader,
            make=lambda: _plain_card(hit, photos().get(hit.look.get("photo", 0)), labels, reader),
        )

    found = [plain(hit) for hit in hits]
    if not terms:
        return [plain.card for plain in found]
    return [_highlighted(plain, hit, terms, labels, reader) for hit, plain in zip(hits, found, strict=True)]


def card(hit: Hit, photo: SiteImage | None, labels: dict[str, dict[str, str]], reader: str) -> Card:
    """`labels` is `{facet: {value: label}}` in the reader's language, `reader`."""
    return _plain_card(hit, photo, labels, reader).card


def _plain_card(hit: Hit, photo: SiteImage | None, labels: dict[str, dict[str, str]], reader: str) -> Plain:
    language, kind = hit.language_for(reader), page_kinds().get(hit.kind, BasePage)
    words = hit.words[language]
    summary = shortened(words["summary"])

    def labelled(facet: str) -> list[str]:
        return sorted(labels_of(hit, facet, labels), key=lambda label: sort_key(label, reader))

    card = Card(
        title=words["title"],
        summary=words["summary"],
        result=words.get("result", ""),
        key=short_key(hit.key) if hit.kind == PracticePage.kind else "",
        url=words["url"],
        language=language,
        kind_label=str(kind.kind_label),
        template=kind.card_template,
        partner_label="" if hit.kind == PartnerPage.kind else ", ".join(labelled("partner")),
        country_labels=labelled("country"),
        facts=labelled("target_group"),
        date=timezone.localdate(hit.sorted_at) if kind.date_field else None,
        thumbnail=thumbnail(photo, hit.look.get("cover", "")),
        title_html=SafeString(escape(words["title"])),
        summary_html=SafeString(escape(summary)),
    )
    return Plain(hit, card, summary)


def _highlighted(plain: Plain, hit: Hit, terms: frozenset[str], labels: dict[str, dict[str, str]], reader: str) -> Card:
    language = plain.card.language
    words = hit.words[language]
    title_html, summary_html = mark(words["title"], terms, language), mark(plain.summary, terms, language)
    snippet_html = None
    if "<mark>" not in summary_html:
        snippet_html = snippet(f"{words['summary']}\n{words['body']}", terms, language)
    is_explained = snippet_html or "<mark>" in title_html or "<mark>" in summary_html
    card = plain.card
    if card.facts_left_out:
        card = card.with_first({fact for fact in card.facts if "<mark>" in mark(fact, terms, reader)})
    return replace(
        card,
        title_html=title_html,
        summary_html=summary_html,
        snippet_html=snippet_html,
        found_in=None if is_explained else found_in(hit, terms, labels, reader),
    )


def guess(query: Query, results: Results) -> dict[str, str] | None:
    """The corrected or suggested text, and the URL of the other search."""
    if results.corrected_to:
        return {"corrected_to": results.corrected_to, "exact_url": query.exactly().to_url()}
    if results.did_you_mean:
        return {"did_you_mean": results.did_you_mean, "url": query.with_text(results.did_you_mean).to_url()}
    return None


def chips(query: Query, facets: Sequence[Facet]) -> list[dict[str, str]]:
    """One for each selected value, with the URL that removes it; unknown values are removed together."""
    found = []
    for facet in facets:
        labels = facet.labels(query.language)
        for value in sorted(
            query.filters.get(facet.name, ()), key=lambda v: sort_key(labels.get(v, v), query.language)
        ):
            found.append(
                {
                    "label": labels.get(value, value),
                    "language": _language_of_labels(query, facet),
                    "facet_label": str(facet.label),
                    "remove_url": query.toggled(facet.name, value).to_url(),
                }
            )
        for value in query.unknown.get(facet.name, ()):
            url = query.without_unknown().to_url()
            found.append({"label": value, "language": "", "facet_label": str(facet.label), "remove_url": url})
    return found


def sort_options(query: Query) -> list[dict[str, Any]]:
    labels = {"relevance": _("Relevance"), "newest": _("Newest"), "title": _("Title")}
    return [
        {"value": s, "label": labels[s], "url": query.sorted_by(s).to_url(), "selected": s == query.sort} for s in SORTS
    ]


def server_timing(results: Results) -> str:
    """The header `Server-Timing`: which engine answered, and in how many milliseconds."""
    return f'search;desc="{results.engine}";dur={results.milliseconds:.1f}'


def pagination(query: Query, results: Results) -> dict[str, Any]:
    return page_links(results.page, results.pages, lambda number: query.on_page(number).to_url())
