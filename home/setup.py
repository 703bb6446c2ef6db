"""The initial content of a site, in every language: vocabulary, home page, repository and news."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid5

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site, Workflow

from cms.base.access.permissions import ensure_translators
from cms.base.models import BasePage, SiteSettings
from cms.base.signals import announced_once
from cms.base.translation.seeding import add_translations, seed_key
from home.models import HomePage, NewsIndexPage
from practices.models import PartnerPage, PracticeIndexPage
from practices.partners.access import ensure_coordinators, ensure_partner_access
from practices.vocabulary.load import load_vocabulary

WORDS = Path(__file__).parent / "setup.json"
Log = Callable[[str], None]
Words = dict[str, dict[str, Any]]  # language code: {field: text}


def set_up_site(locales: dict[str, Locale], log: Log) -> tuple[HomePage, PracticeIndexPage, NewsIndexPage]:
    """Adds what is missing; leaves existing content unchanged."""
    log(f"Vocabulary: {load_vocabulary()} terms added.")
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    home = _home(words["home"], words["tagline"], locales)
    index = ensure_child(home, PracticeIndexPage(show_in_menus=True), "practices", words["practice_index"], locales)
    news = ensure_child(home, NewsIndexPage(show_in_menus=True), "news", words["news_index"], locales)
    ensure_access()
    return home, index, news


def ensure_access() -> None:
    """Restores the groups, permissions and reviews of every language and partner. Takes nothing away."""
    for page in HomePage.objects.select_related("locale"):
        ensure_coordinators(page)
        ensure_translators(page)
    for partner in PartnerPage.objects.order_by("pk"):
        ensure_partner_access(partner)


@announced_once()
def _home(words: Words, tagline: dict[str, str], locales: dict[str, Locale]) -> HomePage:
    existing = HomePage.objects.filter(translation_key=seed_key("page", "home"))
    first = next(iter(locales))
    if page := existing.filter(locale=locales[first]).first():
        return page
    root = Page.get_first_root_node()
    # The page and the site that Wagtail's migrations create.
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    page = HomePage(translation_key=seed_key("page", "home"), locale=locales[first])
    _write(page, words[first])
    root.add_child(instance=page)
    page.save_revision().publish()
    # And the groups and the workflow, whose members could change the pages of every partner.
    Workflow.objects.filter(workflow_pages__page=root).delete()
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    site = Site.objects.create(
        **own_hostname(), site_name=settings.WAGTAIL_SITE_NAME, root_page=page, is_default_site=True
    )
    SiteSettings.objects.create(site=site, tagline=tagline)
    _translate(page, words, locales)
    return page


def own_hostname() -> dict[str, Any]:
    """`hostname` and `port` of this site from `SITE_URL`, which links for search engines start with."""
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    return {"hostname": url.hostname or "localhost", "port": port}


def ensure_child(parent: Page, page: BasePage, name: str, words: Words, locales: dict[str, Locale]) -> Any:
    """`page` below `parent`, in every language of `words`; leaves an existing page unchanged."""
    key = seed_key("page", name)
    if existing := type(page).objects.filter(translation_key=key, locale=parent.locale).first():
        return existing
    with announced_once():
        page.translation_key, page.locale = key, parent.locale
        _write(page, words[parent.locale.language_code])
        parent.add_child(instance=page)
        page.save_revision().publish()
        _translate(page, words, locales)
    return page


def _translate(page: BasePage, words: Words, locales: dict[str, Locale]) -> None:
    others = {locale: words[code] for code, locale in locales.items() if code in words and locale != page.locale}
    add_translations(page, {locale: partial(_write, words=texts) for locale, texts in others.items()})


def _write(page: BasePage, words: dict[str, Any]) -> None:
    for name, text in words.items():
        setattr(page, name, stream(text, page) if name == "body" else text)


def stream(html: str, page: BasePage) -> list[dict[str, str]]:
    """Blocks for `html`: a heading for each `<h2>`, one paragraph block for everything in between."""
    blocks: list[dict[str, str]] = []
    for tag in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if tag.name == "h2":
            blocks.append({"type": "heading", "value": tag.get_text()})
        elif blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += str(tag)
        else:
            blocks.append({"type": "paragraph", "value": str(tag)})
    # The same ids in every language: wagtail-localize matches blocks by id.
    for index, block in enumerate(blocks):
        block["id"] = str(uuid5(page.translation_key, str(index)))
    return blocks
