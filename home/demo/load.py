"""The demonstration site: the story of a real project, told in every language of the site."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid5

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Site, Workflow

from cms.base.languages import ensure_locales
from cms.base.localize import enter_translation
from cms.base.models import BasePage, SiteSettings
from home.demo.users import load_users
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from practices.demo.load import demo_key, load_partners, load_practice, practice_records
from practices.models import PracticeIndexPage
from practices.vocabulary.load import load_vocabulary

HERE = Path(__file__).parent
Say = Callable[[str], None]
Words = dict[str, dict[str, Any]]
TAGLINE = {
    "en": "Good practices for the integration of adult migrants",
    "nl": "Goede praktijken voor de integratie van volwassen migranten",
    "it": "Buone pratiche per l’integrazione degli adulti migranti",
    "lt": "Geroji suaugusių migrantų integracijos patirtis",
    "es": "Buenas prácticas para la integración de personas adultas migrantes",
}


def load_demo(say: Say) -> None:
    """Loads what is missing of the demonstration; loading twice adds nothing."""
    locales = ensure_locales()
    load_site(locales, say)
    records = practice_records()
    for number, record in enumerate(records, 1):
        if load_practice(record, locales):
            say(f"Practice {number} of {len(records)}: {record['id']}")
    say("The demonstration is complete.")


def load_site(locales: dict[str, Locale], say: Say) -> None:
    """Everything but the practices: vocabulary, partners, news, pages and accounts."""
    home, index, news = load_frame(locales, say)
    say(f"Partners: {load_partners(index, locales)} added.")
    for record in _records("news"):
        page = NewsPage(date=date.fromisoformat(record["date"]), is_demo=True)
        _child(news, page, f"news/{record['id']}", record["words"], locales)
    for record in _records("pages"):
        page = StandardPage(show_in_menus=record["in_menu"], show_in_footer=record["in_footer"])
        _child(home, page, f"pages/{record['id']}", record["words"], locales)
    load_users(locales)


def load_frame(locales: dict[str, Locale], say: Say) -> tuple[HomePage, PracticeIndexPage, NewsIndexPage]:
    """What a site begins with, demonstration or not: vocabulary, home page, repository and news, in every language."""
    say(f"Vocabulary: {load_vocabulary()} terms added.")
    site = json.loads((HERE / "site.json").read_text(encoding="utf-8"))
    home = _home(site["home"], locales)
    index = _child(home, PracticeIndexPage(show_in_menus=True), "practices", site["practice_index"], locales)
    news = _child(home, NewsIndexPage(show_in_menus=True), "news", site["news_index"], locales)
    return home, index, news


def _records(folder: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / folder).glob("*.json"))]


@transaction.atomic
def _home(words: Words, locales: dict[str, Locale]) -> HomePage:
    existing = HomePage.objects.filter(translation_key=demo_key("page", "home"))
    first = next(iter(locales))
    if page := existing.filter(locale=locales[first]).first():
        return page
    root = Page.get_first_root_node()
    # The page and the site that Wagtail's own migrations make.
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    page = HomePage(translation_key=demo_key("page", "home"), locale=locales[first])
    _write(page, words[first])
    root.add_child(instance=page)
    page.save_revision().publish()
    # And the groups and the workflow: they would let their members change the pages of every partner.
    Workflow.objects.filter(workflow_pages__page=root).delete()
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    site = Site.objects.create(
        **own_address(), site_name=settings.WAGTAIL_SITE_NAME, root_page=page, is_default_site=True
    )
    SiteSettings.objects.create(site=site, tagline=TAGLINE)
    _translate(page, words, locales)
    return page


def own_address() -> dict[str, Any]:
    """`hostname` and `port` of this site, as `SITE_URL` gives them: links for search engines begin with it."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    return {"hostname": address.hostname or "localhost", "port": port}


def _child(parent: Page, page: BasePage, name: str, words: Words, locales: dict[str, Locale]) -> Any:
    """`page` below `parent`, in every language that `words` has; what is there already stays as it is."""
    key = demo_key("page", name)
    if existing := type(page).objects.filter(translation_key=key, locale=parent.locale).first():
        return existing
    with transaction.atomic():
        page.translation_key, page.locale = key, parent.locale
        _write(page, words[parent.locale.language_code])
        parent.add_child(instance=page)
        page.save_revision().publish()
        _translate(page, words, locales)
    return page


def _translate(page: BasePage, words: Words, locales: dict[str, Locale]) -> None:
    for code, locale in locales.items():
        if code in words and locale != page.locale:
            enter_translation(page, locale, partial(_write, words=words[code]))


def _write(page: BasePage, words: dict[str, Any]) -> None:
    for name, text in words.items():
        setattr(page, name, stream(text, page) if name == "body" else text)


def stream(html: str, page: BasePage) -> list[dict[str, str]]:
    """Blocks for `html`: a heading for each `<h2>`, one text for what stands between."""
    blocks: list[dict[str, str]] = []
    for tag in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if tag.name == "h2":
            blocks.append({"type": "heading", "value": tag.get_text()})
        elif blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += str(tag)
        else:
            blocks.append({"type": "paragraph", "value": str(tag)})
    # The same ids in every language: wagtail-localize pairs blocks by them.
    for place, block in enumerate(blocks):
        block["id"] = str(uuid5(page.translation_key, str(place)))
    return blocks
