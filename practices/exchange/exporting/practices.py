"""Practices as visitors may see them, a hundred at a time: ten thousand need no more memory than those."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from wagtail.models import Page

from practices.exchange.columns.column import Target
from practices.exchange.columns.declared import COLUMNS, LANGUAGE, PARTNER
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.repository.attachments import PracticeLink
from practices.repository.practice import PracticePage

AT_ONCE = 100
PRIVATE = {"external_id", "review_date"}  # the partner's own business: no page shows them
CONTACT = {"contact_name", "contact_email"}
Found = tuple[UUID, str]  # a translation key, and the language to show the practice in


@dataclass(frozen=True)
class Exported:
    page: PracticePage  # in the language that it is shown in
    partner: str  # its code
    language: str

    @property
    def target(self) -> Target:
        return Target(self.page, self.page.original, self.language)

    def shows(self, name: str) -> bool:
        return name not in PRIVATE and (name not in CONTACT or self.page.original.contact_consent)

    def cells(self) -> dict[str, str]:
        """By the names of the columns, in the language that is active."""
        found = {LANGUAGE: self.language, PARTNER: self.partner}
        for column in COLUMNS:
            found[column.name] = column.write(column.value(self.target)) if self.shows(column.name) else ""
        return found


def exported(found: Iterable[Found]) -> Iterator[list[Exported]]:
    """In the order of `found`; five queries for each list. A practice that has just been withdrawn is left out."""
    rest = iter(found)
    while chunk := list(islice(rest, AT_ONCE)):
        yield _load(chunk)


def _load(found: list[Found]) -> list[Exported]:
    pages: dict[tuple[Any, str], PracticePage] = {}
    originals: dict[Any, PracticePage] = {}
    group = PracticePage.objects.filter(translation_key__in=[key for key, _language in found], live=True, alias_of=None)
    for page in group.select_related("locale").order_by("pk"):
        pages[page.translation_key, page.locale.language_code] = page
        if not page.is_translation:
            originals[page.pk] = page
    load_concepts(originals.values(), *PracticePage.concept_fields())
    links = defaultdict(list)
    for link in PracticeLink.objects.filter(page__in=originals).order_by("sort_order"):
        links[link.page_id].append(link)
    for original in originals.values():
        original.links = links[original.pk]
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


def _partners(paths: set[str]) -> dict[str, str]:
    """Codes of partners by the paths of their pages."""
    pages = PartnerPage.objects.filter(path__in=paths)
    rows = pages.values_list("path", "code", "original_page__code")
    return {path: of_original or code for path, code, of_original in rows}
