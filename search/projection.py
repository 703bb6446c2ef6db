"""From pages to search entries: the one place that knows what is searched, and in which shape."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from wagtail.models import Page, Site

from cms.base.models import BasePage
from practices.facts import FactsPage
from practices.models import PartnerPage, PracticePage
from search.analysis import clean
from search.facets import ALL_FACETS
from search.source import Source
from search.visibility import Visibility

EPOCH = datetime.fromtimestamp(0, tz=UTC)  # of a page that was made live without being published


@dataclass(frozen=True)
class Projection:
    """What a `SearchEntry` should hold; the same names and shapes."""

    key: UUID
    kind: str
    language: str
    words: dict[str, dict[str, str]]
    labels: dict[str, str]
    facets: dict[str, list[str]]
    sorted_at: datetime

    def fields(self) -> dict[str, Any]:
        return dict(vars(self))


def project(keys: Iterable[UUID]) -> dict[UUID, Projection]:
    """The entries of the translation groups `keys`; a group that visitors cannot find has none.

    A constant number of queries for any number of keys.
    """
    return {source.original.translation_key: _project(source) for source in sources(keys)}


def sources(keys: Iterable[UUID]) -> list[Source]:
    """The groups among `keys` that visitors can find, with what the projection reads already loaded."""
    Site.clear_site_root_paths_cache()  # another process may have made the home page of a language
    visibility = Visibility()
    groups: dict[UUID, list[BasePage]] = {}
    pages = Page.objects.filter(translation_key__in=list(keys), alias_of=None).order_by("pk").specific()
    for page in pages:
        if isinstance(page, BasePage) and page.searchable:
            groups.setdefault(page.translation_key, []).append(page)
    everything = [page for group in groups.values() for page in group]
    prefetch_related_objects(everything, "locale")
    for model in {type(page) for page in everything if isinstance(page, FactsPage)}:  # each has a relation of its own
        prefetch_related_objects([page for page in everything if type(page) is model], "original_page")
    found = [source for group in groups.values() if (source := _source(group, visibility))]
    practices = [source for source in found if isinstance(source.original, PracticePage)]
    prefetch_related_objects([s.original for s in practices], *PracticePage.concept_fields())
    _add_partners(found, visibility)
    return [source for source in found if source.pages]


def _source(group: list[BasePage], visibility: Visibility) -> Source | None:
    visible = [page for page in group if visibility.shows(page) and page.url]
    if not visible:
        return None
    # Pages without facts have no original of their own: the first that was written stands for it.
    original = next((p for p in group if isinstance(p, FactsPage) and not p.is_translation), visible[0])
    if isinstance(original, FactsPage) and original not in visible:
        return None
    return Source(original, {page.locale.language_code: page for page in visible})


def _add_partners(found: list[Source], visibility: Visibility) -> None:
    """Each practice's partner in every language; a practice below a private partner is private too."""
    practices = [source for source in found if isinstance(source.original, PracticePage)]
    parents = {source.original.path: source.original.path[: -Page.steplen] for source in practices}
    keys = dict(PartnerPage.objects.filter(path__in=parents.values()).values_list("path", "translation_key"))
    partners: dict[UUID, list[PartnerPage]] = {}
    for partner in PartnerPage.objects.filter(translation_key__in=keys.values()).select_related("locale"):
        partners.setdefault(partner.translation_key, []).append(partner)
    for source in practices:
        key = keys.get(parents[source.original.path])
        source.partner_pages = partners.get(key, []) if key else []
        if any(not page.is_translation and not visibility.is_open(page) for page in source.partner_pages):
            source.pages = {}
    for source in found:
        if isinstance(source.original, PartnerPage):
            source.partner_pages = [source.original]


def _project(source: Source) -> Projection:
    return Projection(
        key=source.original.translation_key,
        kind=source.kind,
        language=source.original.locale.language_code,
        words={code: _words(page) for code, page in source.pages.items()},
        labels=_labels(source),
        facets={facet.name: sorted(facet.values(source)) for facet in ALL_FACETS},
        sorted_at=_sorted_at(source.original),
    )


def _words(page: BasePage) -> dict[str, str]:
    texts = {"title": page.title, "summary": page.get_summary(), "body": page.get_body_text()}
    return {**{name: clean(text) for name, text in texts.items()}, "url": page.url}


def _labels(source: Source) -> dict[str, str]:
    """The words of facts, by language: labels of every language find the practice."""
    texts: dict[str, list[str]] = {}
    original = source.original
    if isinstance(original, PracticePage):
        for name in PracticePage.concept_fields():
            for concept in getattr(original, name).all():
                for labels in (concept.labels, concept.alt_labels):
                    for code, text in labels.items():
                        texts.setdefault(code, []).append(text)
        own = (original.organisations, original.area, original.funding)
        texts.setdefault(original.locale.language_code, []).extend(filter(None, own))
    for partner in source.partner_pages:
        names = (partner.title if partner.live else "", partner.short_name)
        texts.setdefault(partner.locale.language_code, []).extend(filter(None, names))
    return {code: clean("\n".join(dict.fromkeys(parts))) for code, parts in sorted(texts.items()) if parts}


def _sorted_at(original: BasePage) -> datetime:
    date = getattr(original, "date", None)
    if date is not None:
        return datetime.combine(date, time(12), tzinfo=UTC)
    return original.first_published_at or EPOCH
