"""From an issue to an edition, in a number of queries that does not grow with its items."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.base.covers.pages import cover_of
from cms.base.delivery.language_fallback import in_best_language, with_fallback_language
from cms.base.delivery.urls import full_url_of
from cms.base.delivery.visibility import public_pages, visible
from cms.base.languages import content_languages
from cms.base.models import SiteSettings
from cms.base.rich_text import Block, blocks, text
from cms.base.sharing.pages import kicker_of
from cms.base.text import html_to_text
from home.newsletter.blocks import Untranslated
from home.newsletter.edition import Edition, Item, Kind, LeftOut, Picture, Why
from home.newsletter.issue_page import NewsletterPage
from practices.facts import load_concepts
from practices.models import PartnerPage, PracticePage
from practices.repository.cover import FACTS


def edition_of(issue: NewsletterPage, with_stories: bool = False) -> Edition:
    """What everybody may read of `issue`, in its language; for print with the whole of its stories."""
    words = issue.alias_of.specific if issue.alias_of else issue
    with translation.override(words.locale.language_code):
        return _Composition(words, issue, with_stories).edition()


class _Composition:
    def __init__(self, issue: NewsletterPage, shown_at: NewsletterPage, with_stories: bool) -> None:
        self.issue, self.with_stories = issue, with_stories
        self.language: str = issue.locale.language_code
        self.languages = [self.language, *(code for code, _name in content_languages() if code != self.language)]
        self.url = full_url_of(shown_at, None) if shown_at.pk else ""
        self.site = shown_at.get_site() if shown_at.path else None
        self.site_url = f"{self.site.root_url}/" if self.site else ""
        self.left_out: list[LeftOut] = []

    def edition(self) -> Edition:
        issue = self.issue
        items = list(self._items())
        return Edition(
            language=self.language,
            site=SiteSettings.for_site(self.site) if self.site else SiteSettings(),
            site_url=self.site_url,
            number=issue.number,
            date=issue.date,
            title=text(issue.title),
            summary=text(issue.summary),
            editorial=self._blocks(issue.editorial),
            items=items,
            left_out=self.left_out,
            url=self.url,
            contact=_contact(),
            is_demo=issue.is_demo,
            changed_at=issue.latest_revision_created_at or timezone.now(),
        )

    def _items(self) -> Iterator[Item]:
        items = [block for block in self.issue.items if is_page_item(block) and block.value["page"]]
        chosen = {block.value["page"].translation_key for block in items}
        pages = self._pages(chosen)
        missing = chosen - set(pages)
        live = set(Page.objects.live().filter(translation_key__in=missing).values_list("translation_key", flat=True))
        for place, block in enumerate(self.issue.items, 1):
            if not is_page_item(block):
                yield from self._own(block)
            elif why := self._why_not(block, pages, live):
                self.left_out.append(LeftOut(_name(block, place), why))
            else:
                yield self._of_page(block, pages[block.value["page"].translation_key])

    # -- pages of the site ---------------------------------------------------------------------------------------------

    def _pages(self, keys: set[UUID]) -> dict[UUID, Any]:
        """Those that everybody may see, each in the language of the issue or else in the first that it has."""
        if not keys:
            return {}
        public = public_pages().filter(translation_key__in=keys, alias_of=None)
        ids: dict[Any, list[int]] = {}
        for page in in_best_language(public, self.languages):
            ids.setdefault(page.specific_class, []).append(page.pk)
        found = {}
        for model, pks in ids.items():
            pages = list(model.objects.filter(pk__in=pks).select_related("locale", *model.shown_with))
            if model is PracticePage:
                load_concepts([page.original for page in pages], *FACTS)
            found |= {page.translation_key: page for page in pages}
        return found

    def _why_not(self, block: Any, pages: dict[UUID, Any], live: set[UUID]) -> Why | None:
        """The reason for which the page of `block` is left out."""
        chosen: Page | None = block.value["page"]
        if chosen is None:
            return Why.DELETED
        page = pages.get(chosen.translation_key)
        if page is None:
            return Why.NOT_PUBLIC if chosen.translation_key in live else Why.NOT_PUBLISHED
        rule = block.value["untranslated"] or self.issue.untranslated
        is_translated = page.locale.language_code == self.language
        return Why.NOT_TRANSLATED if rule == Untranslated.LEAVE_OUT and not is_translated else None

    def _of_page(self, block: Any, page: Any) -> Item:
        teaser = block.value["teaser"]
        language = page.locale.language_code
        is_other = language != self.language
        return Item(
            kind=Kind.PAGE,
            id=block.id,
            # The editor's own words are in the language of the issue.
            language=self.language if teaser else language,
            title_language=self.language if block.value["title"] else language,
            title=text(block.value["title"] or page.title),
            kind_label=text(page.kind_label),
            kicker=text(kicker_of(page)),
            highlight="" if teaser else text(getattr(page, "result", "")),
            text=paragraphs(teaser or page.get_summary()),
            story=story_of(page, full_url_of(page, None)) if self.with_stories else [],
            picture=_picture_of(page),
            url=with_fallback_language(full_url_of(page, None), language, self.language),
            in_other_language=text(get_language_info(language)["name_translated"]) if is_other else "",
        )

    # -- what is only in the issue -------------------------------------------------------------------------------------

    def _own(self, block: Any) -> Iterator[Item]:
        value, own = block.value, {"id": block.id, "language": self.language, "title_language": self.language}
        if block.block_type == "heading" and value:
            yield Item(Kind.HEADING, title=text(value), **own)
        elif block.block_type == "text":
            yield Item(Kind.TEXT, title=text(value["title"]), text=self._blocks(value["text"].source), **own)
        elif block.block_type == "picture" and value["image"]:
            image = value["image"]
            alt = "" if image.decorative else image.contextual_alt_text or image.description
            picture = Picture(image, text(alt), text(image.credit))
            yield Item(Kind.PICTURE, text=paragraphs(value["caption"]), picture=picture, **own)

    def _blocks(self, source: str) -> list[Block]:
        return blocks(expand_db_html(source), self.url or self.site_url)


def story_of(page: Any, url: str) -> list[Block]:
    """The text of a page that is made of blocks, such as a news item. Others, such as practices, are too long."""
    found: list[Block] = []
    if not isinstance(body := getattr(page, "body", None), StreamValue):
        return found
    for block in body:
        if block.block_type == "heading":
            found.append({"kind": "heading", "nodes": [text(block.value)]})
        elif block.block_type == "paragraph":
            found += blocks(expand_db_html(block.value.source), url)
        elif block.block_type != "image":  # a quotation, for instance
            for part in block.block.get_searchable_content(block.value):
                found += paragraphs(html_to_text(str(part)))
    return found


def is_page_item(block: Any) -> bool:
    return "page" in getattr(block.block, "child_blocks", ())


def paragraphs(plain: str) -> list[Block]:
    lines = [" ".join(line.split()) for line in text(plain).splitlines()]
    return [{"kind": "paragraph", "nodes": [line]} for line in lines if line]


def _name(block: Any, place: int) -> str:
    page = block.value["page"]
    title = block.value["title"] or (page.title if page else "")
    if title:
        return f"{block.block.label}: {title}"
    return _("%(kind)s, item %(place)s") % {"kind": block.block.label, "place": place}


def _picture_of(page: Any) -> Picture:
    if photo := page.photograph:
        alternative = getattr(page, "image_alt", "") or photo.description
        return Picture(photo, text(alternative), text(photo.credit), cover_of(page).code)
    return Picture(cover=cover_of(page).code)


def _contact() -> list[str]:
    """Of the partner that coordinates the project, as its page says: name, place and e-mail address."""
    coordinators = visible(PartnerPage.objects.filter(is_coordinator=True, original_page=None, alias_of=None))
    partner = coordinators.order_by("path").first()
    return [text(each) for each in (partner.short_name, partner.place, partner.email) if each] if partner else []
