"""The initial content of a site, in every language: vocabulary, home page, repository, news, meetings, legal pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale, Page, Site, Workflow

from cms.base.access.permissions import ensure_translators
from cms.base.languages import ensure_locales
from cms.base.models import BasePage, SiteSettings
from cms.base.readers.access import ensure_newsletter_group
from cms.base.signals import announced_once, site_begun
from cms.base.translation.seeding import add_page, add_translations, has_words, seed_key, words_in
from home.body import special_block
from home.models import HomePage, MeetingIndexPage, NewsIndexPage, StandardPage
from home.pages.sections import default_sections
from home.proposals.access import INDEXES, ensure_proposals
from practices.models import PartnerPage, PracticeIndexPage
from practices.partners.access import ensure_coordinators, ensure_partner_access
from practices.vocabulary.load import load_vocabulary

HERE = Path(__file__).parent
Log = Callable[[str], None]
Words = dict[str, dict[str, Any]]  # language code: {field: text}


@dataclass(frozen=True)
class Start:
    """The name of a new site, and the words of its first pages: "home", and the index of each kind."""

    name: str
    words: dict[str, Words]
    tagline: dict[str, str] = field(default_factory=dict)
    grant_period: str = SiteSettings.GrantPeriod.NONE
    channels: str = ""  # one URL per line
    offers_newsletter: bool = False
    takes_suggestions: bool = False  # suggestions of practices by readers
    practices_expected: int | None = None  # per partner


def start_site(name: str, log: Log) -> HomePage:
    """Creates a site without any project content; all or nothing.

    Legally required pages are drafts, for the partners to complete. Changes nothing if a site already exists.
    """
    if home := existing_home():
        log("There is a site already: nothing was changed.")
        return home
    words = {key: _named(texts, name) for key, texts in _read(HERE / "setup.json").items()}
    with transaction.atomic():
        locales = ensure_locales()
        home, *_ = set_up_site(locales, Start(name, words), log)
        for path in sorted((HERE / "setup_pages").glob("*.json")):
            page = StandardPage(show_in_footer=True, show_partner_contacts=path.stem == "contact", live=False)
            ensure_child(home, page, f"pages/{path.stem}", _named(_read(path), name), locales)
    return home


def existing_home() -> HomePage | None:
    """The site's initial home page, in the default language; None if it no longer exists."""
    homes = HomePage.objects.filter(translation_key=seed_key("page", "home"))
    return homes.filter(locale__language_code=settings.LANGUAGE_CODE).first() or homes.first()


@transaction.atomic
def set_up_site(
    locales: dict[str, Locale], start: Start, log: Log
) -> tuple[HomePage, PracticeIndexPage, NewsIndexPage, MeetingIndexPage]:
    """Adds what is missing; leaves existing content unchanged."""
    log(f"Vocabulary: {load_vocabulary()} terms added.")
    home = existing_home() or _home(start, locales)
    index, news = PracticeIndexPage(show_in_menus=True), NewsIndexPage(show_in_menus=True)
    index = ensure_child(home, index, "practices", start.words["practice_index"], locales)
    news = ensure_child(home, news, "news", start.words["news_index"], locales)
    meetings = MeetingIndexPage(show_in_menus=True)
    meetings = ensure_child(home, meetings, "meetings", start.words["meeting_index"], locales)
    ensure_access()
    return home, index, news, meetings


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _named(words: Words, name: str) -> Words:
    """`words` with the site's name filled in."""

    def named(key: str, text: Any) -> Any:
        if not isinstance(text, str):
            return text
        return text.replace("{site}", escape(name) if key == "body" else name)

    return {code: {key: named(key, text) for key, text in texts.items()} for code, texts in words.items()}


def ensure_access() -> None:
    """Restores the groups, permissions and reviews of every language and partner. Removes nothing."""
    ensure_newsletter_group()
    for page in HomePage.objects.select_related("locale"):
        ensure_coordinators(page)
        ensure_translators(page)
    for partner in PartnerPage.objects.order_by("pk"):
        ensure_partner_access(partner)
    for model in INDEXES:
        for index in model.objects.all():
            ensure_proposals(index)


@announced_once()
def _home(start: Start, locales: dict[str, Locale]) -> HomePage:
    words, (first, *_) = start.words["home"], locales
    root = Page.get_first_root_node()
    # The page and the site that Wagtail's migrations create.
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    page = HomePage(translation_key=seed_key("page", "home"), locale=locales[first])
    _write(page, words_in(words, first))
    add_page(root, page)
    # Along with the groups and the workflow, whose members could change the pages of every partner.
    Workflow.objects.filter(workflow_pages__page=root).delete()
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    site = Site.objects.create(**own_hostname(), site_name=start.name, root_page=page, is_default_site=True)
    SiteSettings.objects.create(
        site=site,
        name=start.name,
        tagline=start.tagline,
        grant_period=start.grant_period,
        offers_newsletter=start.offers_newsletter,
        takes_suggestions=start.takes_suggestions,
        practices_expected=start.practices_expected,
        channels=start.channels,
    )
    _translate(page, words, locales)
    site_begun.send(sender=None)
    return page


def own_hostname() -> dict[str, Any]:
    """The `hostname` and `port` of this site from `SITE_URL`, which canonical links start with."""
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    return {"hostname": url.hostname or "localhost", "port": port}


def ensure_child(parent: Page, page: BasePage, name: str, words: Words, locales: dict[str, Locale]) -> Any:
    """`page` below `parent`, in each of `locales`; leaves an existing page unchanged."""
    key = seed_key("page", name)
    if existing := type(page).objects.filter(translation_key=key, locale=parent.locale).first():
        return existing
    with announced_once():
        page.translation_key, page.locale = key, parent.locale
        _write(page, words_in(words, parent.locale.language_code))
        add_page(parent, page)
        _translate(page, words, locales)
    return page


def _translate(page: BasePage, words: Words, locales: dict[str, Locale]) -> None:
    """Pages in a language without words get the English ones, all still to be translated."""
    others = {code: locale for code, locale in locales.items() if locale != page.locale}
    write = {locale: partial(_write, words=words_in(words, code)) for code, locale in others.items()}
    add_translations(page, write, untranslated={each for code, each in others.items() if not has_words(words, code)})


def _write(page: BasePage, words: dict[str, Any]) -> None:
    for name, text in words.items():
        if name == "needs":
            page.sections = default_sections(page.translation_key, text)
        else:
            setattr(page, name, _body(text, page) if name == "body" else text)


def _body(words: str | list[dict[str, Any]], page: BasePage) -> list[dict[str, Any]]:
    return stream(words, page.translation_key) if isinstance(words, str) else words


def stream(html: str, key: UUID) -> list[dict[str, Any]]:
    """Blocks from `html`, for a page with the translation key `key`: headings, quotations, tables, links, and paragraph
    blocks for the rest.
    """
    blocks: list[dict[str, Any]] = []
    for tag in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if block := special_block(tag):
            blocks.append(block)
        elif blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += str(tag)
        else:
            blocks.append({"type": "paragraph", "value": str(tag)})
    # Ids are the same in every language, because wagtail-localize matches blocks by id.
    for index, block in enumerate(blocks):
        block["id"] = str(uuid5(key, str(index)))
    return blocks
