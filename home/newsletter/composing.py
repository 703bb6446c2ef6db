"""From an issue to an edition, in a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.base.covers.pages import cover_of
from cms.base.delivery.language_fallback import in_best_language, reading_order, with_fallback_language
from cms.base.delivery.sites import settings_for, site_for
from cms.base.delivery.urls import full_url_of
from cms.base.delivery.visibility import open_pages, public_pages, visible
from cms.base.i18n.catalogues import interface_language
from cms.base.i18n.language_codes import name_for
from cms.base.languages import content_languages
from cms.base.models import SiteSettings
from cms.base.rich_text import Block, blocks
from cms.base.sharing.pages import kicker_of
from cms.base.text import storable
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.status import deadline_of
from home.newsletter.blocks import Untranslated
from home.newsletter.edition import Edition, Item, Kind, LeftOut, Picture, Why
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.story import paragraphs, picture_of, story_of
from practices.facts import load_concepts
from practices.models import PartnerPage, PracticePage
from practices.repository.cover import FACTS


def edition_of(issue: NewsletterPage, request: HttpRequest | None = None, with_stories: bool = False) -> Edition:
    """The public content of `issue`, in its language; for print, with the full stories.

    Pass a `request` to avoid queries for the site and its languages.
    """
    words = issue.alias_of.specific if issue.alias_of else issue
    with translation.override(words.locale.language_code):
        return _Composition(words, issue, request, with_stories).edition()


@dataclass(frozen=True)
class _Chosen:
    """A page item as entered by an editor."""

    id: str
    place: int  # from 1
    kind_label: str
    key: UUID | None  # translation key of the page; None if it was deleted
    page_title: str
    title: str
    teaser: str
    untranslated: str


class _Composition:
    def __init__(
        self, issue: NewsletterPage, shown_at: NewsletterPage, request: HttpRequest | None, with_stories: bool
    ) -> None:
        self.issue, self.request, self.with_stories = issue, request, with_stories
        self.language: str = issue.locale.language_code
        self.url = full_url_of(shown_at, request) if shown_at.pk else ""
        if request:
            site, self.settings = site_for(request), settings_for(request)
        else:
            site = shown_at.get_site() if shown_at.path else None
            self.settings = SiteSettings.for_site(site) if site else SiteSettings()
        self.site_url = f"{site.root_url}/" if site else ""

    def edition(self) -> Edition:
        issue = self.issue
        self.left_out: list[LeftOut] = []
        return Edition(
            language=self.language,
            site=self.settings,
            site_url=self.site_url,
            number=issue.number,
            date=issue.date,
            title=storable(issue.title),
            summary=storable(issue.summary),
            editorial=self._blocks(issue.editorial),
            items=list(self._items()),
            left_out=self.left_out,
            url=self.url,
            is_demo=issue.is_demo,
            changed_at=issue.latest_revision_created_at or timezone.now(),
        )

    def _items(self) -> Iterator[Item]:
        items = self.issue.items
        every = self._chosen()
        keys = {chosen.key for chosen in every.values() if chosen.key}
        pages = self._pages(keys)
        others = Page.objects.live().filter(translation_key__in=keys - set(pages))
        live = set(others.values_list("translation_key", flat=True))
        for index in range(len(items)):
            if chosen := every.get(index):
                page = pages.get(chosen.key) if chosen.key else None
                if why := self._why_not(chosen, page, live):
                    self.left_out.append(LeftOut(_name(chosen), why))
                else:
                    yield self._of_page(chosen, page)
            else:
                yield from self._own(items[index])

    # -- pages of the site ---------------------------------------------------------------------------------------------

    def _chosen(self) -> dict[int, _Chosen]:
        """The page items by index. One query, where Wagtail's choosers make one per kind of page."""
        kinds = self.issue.items.stream_block.child_blocks
        rows = {index: row for index, row in enumerate(self.issue.items.raw_data) if is_page_item(kinds[row["type"]])}
        ids = {row["value"]["page"] for row in rows.values()} - {None}
        pages = {page.pk: page for page in Page.objects.filter(pk__in=ids).only("translation_key", "title")}
        found = {}
        for index, row in rows.items():
            value, page = row["value"], pages.get(row["value"]["page"])
            found[index] = _Chosen(
                id=row["id"] or str(index),
                place=index + 1,
                kind_label=str(kinds[row["type"]].label),
                key=page.translation_key if page else None,
                page_title=page.title if page else "",
                title=value.get("title") or "",
                teaser=value.get("teaser") or "",
                untranslated=value.get("untranslated") or self.issue.untranslated,
            )
        return found

    def _pages(self, keys: set[UUID]) -> dict[UUID, Any]:
        """The public ones, each in the language of the issue or else in the first that it has."""
        if not keys:
            return {}
        if self.request:
            public, languages = open_pages(), reading_order(self.language, self.request)
        else:
            public = public_pages()
            languages = [self.language, *(code for code, _name in content_languages() if code != self.language)]
        ids: dict[Any, list[int]] = {}
        for page in in_best_language(public.filter(translation_key__in=keys, alias_of=None), languages):
            ids.setdefault(page.specific_class, []).append(page.pk)
        found = {}
        for model, pks in ids.items():
            pages = list(model.objects.filter(pk__in=pks).select_related("locale", *model.shown_with))
            if model is PracticePage:
                load_concepts([page.original for page in pages], *FACTS)
            found |= {page.translation_key: page for page in pages}
        return found

    def _why_not(self, chosen: _Chosen, page: Any, live: set[UUID]) -> Why | None:
        """Why an item is left out."""
        if chosen.key is None:
            return Why.DELETED
        if page is None:
            return Why.NOT_PUBLIC if chosen.key in live else Why.NOT_PUBLISHED
        is_translated = page.locale.language_code == self.language
        return Why.NOT_TRANSLATED if chosen.untranslated == Untranslated.LEAVE_OUT and not is_translated else None

    def _of_page(self, chosen: _Chosen, page: Any) -> Item:
        language = page.locale.language_code
        is_other = language != self.language
        url = full_url_of(page, None)
        return Item(
            kind=Kind.PAGE,
            id=chosen.id,
            # The editor's own words are in the language of the issue.
            language=self.language if chosen.teaser else language,
            title_language=self.language if chosen.title else language,
            title=storable(chosen.title or page.title),
            kind_label=storable(page.kind_label),
            kicker=storable(kicker_of(page)),
            **_of_meeting(page, url),
            highlight="" if chosen.teaser else storable(getattr(page, "result", "")),
            text=paragraphs(chosen.teaser or page.get_summary()),
            story=story_of(page, url) if self.with_stories else [],
            picture=_picture_of(page),
            url=with_fallback_language(url, language, self.language),
            in_other_language=storable(name_for(language, interface_language())) if is_other else "",
        )

    # -- what is only in the issue -------------------------------------------------------------------------------------

    def _own(self, block: Any) -> Iterator[Item]:
        value, own = block.value, {"id": block.id, "language": self.language, "title_language": self.language}
        if block.block_type == "heading" and value:
            yield Item(Kind.HEADING, title=storable(value), **own)
        elif block.block_type == "text":
            yield Item(Kind.TEXT, title=storable(value["title"]), text=self._blocks(value["text"].source), **own)
        elif block.block_type == "picture" and value["image"]:
            yield Item(Kind.PICTURE, text=paragraphs(value["caption"]), picture=picture_of(value["image"]), **own)

    def _blocks(self, source: str) -> list[Block]:
        return blocks(expand_db_html(source), self.url or self.site_url)


def _of_meeting(page: Any, url: str) -> dict[str, Any]:
    """Where a meeting is, and how to register."""
    if not isinstance(page, MeetingPage):
        return {}
    place = page.where if page.place_label or not page.is_onsite else page.original.address or page.where
    found = {"place": storable(place)}
    deadline = deadline_of(page)
    if page.original.registration_is_open and deadline and timezone.now() < deadline:
        found |= {"registration_url": f"{url}registration/", "registration_until": page.original.registration_until}
    return found


def is_page_item(block: Any) -> bool:
    return "page" in getattr(block, "child_blocks", ())


def _name(chosen: _Chosen) -> str:
    if title := chosen.title or chosen.page_title:
        return f"{chosen.kind_label}: {title}"
    return _("%(kind)s, item %(place)s") % {"kind": chosen.kind_label, "place": chosen.place}


def _picture_of(page: Any) -> Picture:
    if photo := page.photograph:
        alternative = getattr(page, "image_alt", "") or photo.description
        return Picture(photo, storable(alternative), storable(photo.credit), cover_of(page).code)
    return Picture(cover=cover_of(page).code)


def contact_of_the_project() -> list[str]:
    """The contact details on the coordinating partner's page: name, place and e-mail address."""
    coordinators = visible(PartnerPage.objects.filter(is_coordinator=True, original_page=None, alias_of=None))
    partner = coordinators.order_by("path").first()
    return [storable(each) for each in (partner.short_name, partner.place, partner.email) if each] if partner else []
