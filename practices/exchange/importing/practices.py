"""The practices of each partner that rows may refer to, found by the partner's own identifier or by title."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform
from wagtail.models import Locale

from cms.base.models.originals import at_or_below
from practices.exchange.columns.near_misses import plain
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


@dataclass
class Partner:
    """A partner with its page in each language."""

    original: PartnerPage
    pages: dict[str, PartnerPage]

    @property
    def name(self) -> str:
        return self.original.short_name

    @cached_property
    def by_external_id(self) -> dict[str, UUID]:
        """Translation keys by identifier. The identifier of a published practice may exist only in its draft."""
        return {identifier: key for key, identifier, _language, _title in self._rows if identifier}

    @cached_property
    def by_title(self) -> dict[tuple[str, str], set[UUID]]:
        """Translation keys by language and title."""
        found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        for key, _identifier, language, title in self._rows:
            found[language, plain(title)].add(key)
        return dict(found)

    @cached_property
    def identified(self) -> dict[UUID, str]:
        return {key: identifier for identifier, key in self.by_external_id.items()}

    @cached_property
    def _rows(self) -> list[tuple[UUID, str, str, str]]:
        below = PracticePage.objects.filter(at_or_below(self.pages.values()), alias_of=None)
        rows = below.order_by("pk").values_list(
            "translation_key",
            "external_id",
            KeyTextTransform("external_id", "latest_revision__content"),
            "locale__language_code",
            "draft_title",
            "title",
        )
        return [(key, drafted or own, code, draft or title) for key, own, drafted, code, draft, title in rows]


@dataclass
class Practice:
    """A practice as it would be published next: its original and translations, in memory."""

    partner: Partner
    facts: PracticePage
    pages: dict[str, PracticePage] = field(default_factory=dict)  # by language
    is_new: bool = False
    written: dict[str, int] = field(default_factory=dict)  # by column: the row that changed the fact
    stored: dict[int, PracticePage] = field(default_factory=dict)  # its unchanged pages, by id

    @property
    def language(self) -> str:
        """The language of the original."""
        return str(self.facts.locale.language_code)


def partners() -> dict[str, Partner]:
    """All partners, by code. One query."""
    found: dict[str, Partner] = {}
    pages: dict[int, dict[str, PartnerPage]] = defaultdict(dict)
    for page in PartnerPage.objects.filter(alias_of=None).select_related("locale", "original_page").order_by("pk"):
        pages[page.original.pk][page.locale.language_code] = page
        if not page.is_translation:
            found[page.code] = Partner(page, pages[page.pk])
    return found


def load_practice(partner: Partner, key: UUID) -> Practice:
    """The practice, with its latest drafts."""
    group = PracticePage.objects.filter(translation_key=key, alias_of=None).order_by("pk")
    stored = list(group.select_related("locale", "latest_revision"))
    drafts = [_draft_of(page) for page in stored]
    original = next(page for page in drafts if not page.is_translation)
    for page in drafts:
        if page is not original:
            page.original_page = original
    pages = {page.locale.language_code: page for page in drafts}
    return Practice(partner, original, pages, stored={page.pk: page for page in stored})


def _draft_of(page: PracticePage) -> PracticePage:
    """Like `get_latest_revision_as_object`, which would query the page and its locale again."""
    if page.latest_revision is None:
        return page
    draft = page.with_content_json(page.latest_revision.content)
    draft.locale = page.locale
    return draft


def new_practice(partner: Partner, locale: Locale) -> Practice:
    page = PracticePage(locale=locale, live=False)
    for name in PracticePage.concept_fields():
        setattr(page, name, [])  # avoids a query each time
    return Practice(partner, page, {locale.language_code: page}, is_new=True)


def new_words(practice: Practice, locale: Locale) -> PracticePage:
    """A translation that does not exist yet, without words."""
    key: Any = practice.facts.translation_key
    return PracticePage(locale=locale, live=False, translation_key=key, original_page=practice.facts)
