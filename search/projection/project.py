"""From pages to search entries: the one place that knows what is searched, and in what shape."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from wagtail.models import Page, Site

from cms.base.covers.pages import cover_of
from cms.base.languages import content_languages
from cms.base.models import BasePage
from practices.facts import FactsPage, concepts_of
from practices.models import PartnerPage, PracticePage
from practices.repository.cover import practice_cover
from practices.repository.years import years_of
from search.facets.declared import all_facets, evidence_labels
from search.facets.partners import Partner, partners_at
from search.facets.source import Source
from search.language.analysis import clean
from search.projection.visibility import Visibility

EPOCH = datetime.fromtimestamp(0, tz=UTC)  # for a page that went live without being published


@dataclass(frozen=True)
class Projection:
    """What a `SearchEntry` should contain; same names and shapes."""

    key: UUID
    kind: str
    language: str
    words: dict[str, dict[str, str]]
    labels: dict[str, str]
    facets: dict[str, list[str]]
    look: dict[str, Any]
    sorted_at: datetime

    def fields(self) -> dict[str, Any]:
        return dict(vars(self))


def project(keys: Iterable[UUID]) -> dict[UUID, Projection]:
    """The entries of the translation groups `keys`; none for a group that visitors cannot see.

    The number of queries does not depend on the number of keys.
    """
    return {source.original.translation_key: _project(source) for source in sources(keys)}


def sources(keys: Iterable[UUID]) -> list[Source]:
    """The groups among `keys` that visitors can see, with everything that the projection reads."""
    Site.clear_site_root_paths_cache()  # another process may have created a language's home page
    visibility = Visibility()
    found = [source for group in _groups(keys) if (source := _source(group, visibility))]
    practices = [source for source in found if isinstance(source.original, PracticePage)]
    _add_concepts(practices)
    _add_partners(practices, visibility)
    for source in found:
        if isinstance(source.original, PartnerPage):
            source.partners = [Partner.of(source.original)]
    return [source for source in found if source.pages]


def _groups(keys: Iterable[UUID]) -> Iterable[list[BasePage]]:
    """The searchable pages of each group, oldest first, each with its original."""
    own = Page.objects.filter(translation_key__in=list(keys), alias_of=None).order_by("pk")
    groups: dict[UUID, list[BasePage]] = {}
    for page in own.specific().select_related("locale", for_specific_subqueries=True):
        if isinstance(page, BasePage) and page.searchable:
            groups.setdefault(page.translation_key, []).append(page)
    elsewhere: dict[type[FactsPage], list[FactsPage]] = {}  # originals that are aliases
    for group in groups.values():
        by_pk = {page.pk: page for page in group}
        for page in group:
            if isinstance(page, FactsPage) and page.is_translation:
                if page.original_page_id in by_pk:
                    page.original_page = by_pk[page.original_page_id]
                else:
                    elsewhere.setdefault(type(page), []).append(page)
    for pages in elsewhere.values():  # each class has its own relation
        prefetch_related_objects(pages, "original_page")
    return groups.values()


def _source(group: list[BasePage], visibility: Visibility) -> Source | None:
    visible = [page for page in group if visibility.is_visible(page) and page.url]
    if not visible:
        return None
    # Pages without facts have no `original_page`: the oldest one counts as the original.
    original = next((p for p in group if isinstance(p, FactsPage) and not p.is_translation), visible[0])
    if isinstance(original, FactsPage) and original not in visible:
        return None
    offered = [page for page in visible if visibility.is_offered(page.path)]
    return Source(original, {page.locale.language_code: page for page in offered}) if offered else None


def _add_concepts(practices: list[Source]) -> None:
    names = PracticePage.concept_fields()
    found = concepts_of([source.original for source in practices], *names)
    for source in practices:
        source.concepts = {name: found[source.original.pk, name] for name in names}


def _add_partners(practices: list[Source], visibility: Visibility) -> None:
    """Each practice's partner in every language; a practice below a private partner is private too."""
    above = {source.original.pk: source.original.path[: -Page.steplen] for source in practices}
    found = partners_at(set(above.values()))
    for source in practices:
        source.partners = found.get(above[source.original.pk], [])
        if any(not partner.is_translation and not visibility.is_public(partner.path) for partner in source.partners):
            source.pages = {}


def _project(source: Source) -> Projection:
    return Projection(
        key=source.original.translation_key,
        kind=source.kind,
        language=source.original.locale.language_code,
        words={code: _words(page) for code, page in source.pages.items()},
        labels=_labels(source),
        facets={facet.name: sorted(facet.values(source)) for facet in all_facets()},
        look=_look(source),
        sorted_at=source.original.listing_date or EPOCH,
    )


def _words(page: BasePage) -> dict[str, str]:
    texts = {"title": page.title, "summary": page.get_summary(), "body": page.get_body_text()}
    if result := getattr(page, "result", ""):
        texts["result"] = result  # shown on the card; `body` is searched and contains it
    return {**{name: clean(text) for name, text in texts.items()}, "url": page.url}


def _look(source: Source) -> dict[str, Any]:
    """Includes the cover as well as the photograph, which may be deleted without the page being saved."""
    original = source.original
    if not original.has_cover:
        return {}
    is_practice = isinstance(original, PracticePage)
    cover = practice_cover(original, source.concepts) if is_practice else cover_of(original)
    photo = {"photo": original.image_id} if getattr(original, "image_id", None) else {}
    return {"cover": cover.code, **photo}


def _labels(source: Source) -> dict[str, str]:
    """The words of the facts by language: a practice is found by labels in every language."""
    texts: dict[str, list[str]] = {}
    original = source.original
    if isinstance(original, PracticePage):
        for concepts in source.concepts.values():
            for concept in concepts:
                for labels in (concept.labels, concept.alt_labels):
                    for code, text in labels.items():
                        texts.setdefault(code, []).append(text)
        for name in original.fact_words:
            for code, text in getattr(original, name).items():
                texts.setdefault(code, []).append(text)
        for code, _name in content_languages():
            texts.setdefault(code, []).append(evidence_labels(code).get(original.evidence_level, ""))
        if years := years_of(original):  # digits are the same in every language
            texts.setdefault(original.locale.language_code, []).append(f"{years[0]}–{years[-1]}")
    for partner in source.partners:
        texts.setdefault(partner.language, []).extend(partner.names)
    found = {code: list(dict.fromkeys(filter(None, parts))) for code, parts in sorted(texts.items())}
    return {code: clean("\n".join(parts)) for code, parts in found.items() if parts}
