"""The demonstration site: content about a real project, in every language of the site."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Locale

from cms.base.languages import ensure_locales
from cms.base.models import SiteSettings
from cms.base.translation.seeding import has_words
from home.demo.load_newsletter import load_newsletter
from home.demo.users import load_users
from home.models import HomePage, NewsPage, StandardPage
from home.setup import Log, Start, ensure_child, set_up_site
from practices.demo.load import load_partners, load_practice, practice_records, refuse_without_countries

HERE = Path(__file__).parent


def load_demo(log: Log) -> None:
    """Loads what is missing of the demonstration; running it twice adds nothing."""
    refuse_without_countries()
    locales = ensure_locales()
    home = load_site(locales, log)
    records = practice_records()
    for number, record in enumerate(records, 1):
        if load_practice(record, locales, log):
            log(f"Practice {number} of {len(records)}: {record['id']}")
    load_newsletter(home, locales)  # shows practices
    log("The demonstration is complete.")


def load_site(locales: dict[str, Locale], log: Log) -> HomePage:
    """Everything except the practices: vocabulary, partners, news, pages and accounts."""
    home, index, news = set_up_site(locales, _start(), log)
    log(f"Partners: {load_partners(index, locales)} added.")
    for record in _records("news"):
        page = NewsPage(date=date.fromisoformat(record["date"]), is_demo=True)
        ensure_child(news, page, f"news/{record['id']}", record["words"], _with_words(record, locales))
    for record in _records("pages"):
        page = StandardPage(
            show_in_menus=record["in_menu"],
            show_in_footer=record["in_footer"],
            show_partner_contacts=record.get("shows_contacts", False),
        )
        ensure_child(home, page, f"pages/{record['id']}", record["words"], _with_words(record, locales))
    load_users(locales)
    return home


def _start() -> Start:
    words = json.loads((HERE / "site.json").read_text(encoding="utf-8"))
    return Start("New Times", words, words.pop("tagline"), SiteSettings.GrantPeriod.OLDER, offers_newsletter=True)


def _with_words(record: dict[str, Any], locales: dict[str, Locale]) -> dict[str, Locale]:
    return {code: locale for code, locale in locales.items() if has_words(record["words"], code)}


def _records(folder: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / folder).glob("*.json"))]
