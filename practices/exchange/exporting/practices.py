"""Practices as visitors may see them, or as they are edited: loaded a hundred at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from practices.exchange.columns.column import Target
from practices.exchange.columns.declared import COLUMNS, LANGUAGE, NAMES, PAGE_URL, PARTNER
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.repository.attachments import PracticeLink
from practices.repository.practice import PracticePage

BATCH_SIZE = 100
PRIVATE = {"external_id", "review_date", "contact_consent"}  # internal to the partner: never shown on pages
CONTACT = {"contact_name", "contact_email"}
FOR_EDITORS = (*NAMES, PAGE_URL)  # columns
FOR_VISITORS = tuple(name for name in FOR_EDITORS if name not in PRIVATE)
Found = tuple[UUID, str]  # translation key, and language to show the practice in


@dataclass(frozen=True)
class Exported:
    page: PracticePage  # in the language that it is shown in
    partner: str  # its code
    language: str
    is_for_editors: bool = False  # includes what only editors see

    @property
    def target(self) -> Target:
        return Target(self.page, self.page.original, self.language)

    def shows(self, name: str) -> bool:
        if self.is_for_editors:
            return True
        return name not in PRIVATE and (name not in CONTACT or self.page.original.contact_consent)

    def url(self, request: HttpRequest) -> str:
        """The absolute URL; empty if visitors cannot see the page."""
        return self.page.get_full_url(request) or "" if self.page.live else ""

    def cells(self, request: HttpRequest) -> dict[str, str]:
        """The cells by column name, in the active language."""
        found = {LANGUAGE: self.language, PARTNER: self.partner, PAGE_URL: self.url(request)}
        for column in COLUMNS:
            found[column.name] = column.write(column.value(self.target)) if self.shows(column.name) else ""
        return found


def exported(found: Iterable[Found]) -> Iterator[list[Exported]]:
    """Practices in the order of `found`, in five queries per batch. Omits those that have just been unpublished."""
    rest = iter(found)
    while chunk := list(islice(rest, BATCH_SIZE)):
        yield _load(chunk)


def edited(ids: Iterable[int], may_edit: Callable[[PracticePage], bool]) -> Iterator[list[Exported]]:
    """The pages of the originals `ids`, in order, that `may_edit` allows, each as it would be published next.

    Five queries per batch, plus some for each page with a draft.
    """
    rest = iter(ids)
    while chunk := list(islice(rest, BATCH_SIZE)):
        yield _load_edited(chunk, may_edit)


def _load(found: list[Found]) -> list[Exported]:
    pages: dict[tuple[Any, str], PracticePage] = {}
    originals: dict[Any, PracticePage] = {}
    group = PracticePage.objects.filter(translation_key__in=[key for key, _language in found], live=True, alias_of=None)
    for page in group.select_related("locale").order_by("pk"):
        pages[page.translation_key, page.locale.language_code] = page
        if not page.is_translation:
            originals[page.pk] = page
    _load_facts(originals.values())
    partners = _partners({page.path[: -Page.steplen] for page in originals.values()})
    made = []
    for key, language in found:
        shown = pages.get((key, language))
        facts = originals.get(shown.original_page_id or shown.pk) if shown else None
        if shown and facts:
            if shown is not facts:
                shown.original_page = facts
            made.append(Exported(shown, partners.get(facts.path[: -Page.steplen], ""), language))
    return made


def _load_edited(ids: list[int], may_edit: Callable[[PracticePage], bool]) -> list[Exported]:
    place = {pk: number for number, pk in enumerate(ids)}
    group = PracticePage.objects.filter(Q(pk__in=ids) | Q(original_page__in=ids), alias_of=None)
    pages = list(group.select_related("locale", "latest_revision"))
    originals = {page.pk: page for page in pages if not page.is_translation}
    _load_facts(page for page in originals.values() if not _has_draft(page))
    originals |= {pk: _as_edited(page) for pk, page in originals.items()}
    partners = _partners({page.path[: -Page.steplen] for page in originals.values()})
    made = []
    for page in sorted(pages, key=lambda page: (place[page.original_page_id or page.pk], page.is_translation, page.pk)):
        facts = originals.get(page.original_page_id or page.pk)
        if facts and may_edit(page):
            shown = _as_edited(page) if page.is_translation else facts
            if shown is not facts:
                shown.original_page = facts
            partner = partners.get(facts.path[: -Page.steplen], "")
            made.append(Exported(shown, partner, page.locale.language_code, is_for_editors=True))
    return made


def _has_draft(page: PracticePage) -> bool:
    return bool(page.has_unpublished_changes and page.latest_revision_id)


def _as_edited(page: PracticePage) -> PracticePage:
    return page.with_content_json(page.latest_revision.content) if _has_draft(page) else page


def _load_facts(originals: Iterable[PracticePage]) -> None:
    """Loads terms and links, in two queries."""
    by_id = {page.pk: page for page in originals}
    load_concepts(by_id.values(), *PracticePage.concept_fields())
    links = defaultdict(list)
    for link in PracticeLink.objects.filter(page__in=by_id).order_by("sort_order"):
        links[link.page_id].append(link)
    for pk, page in by_id.items():
        page.links = links[pk]


def _partners(paths: set[str]) -> dict[str, str]:
    """Partner codes by page path."""
    pages = PartnerPage.objects.filter(path__in=paths)
    rows = pages.values_list("path", "code", "original_page__code")
    return {path: of_original or code for path, code, of_original in rows}
