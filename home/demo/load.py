"""The demonstration site: content about a real project, in every language of the site."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page

from cms.base.languages import ensure_locales
from cms.base.models import SiteSettings
from cms.base.signals import announced_once
from cms.base.translation.seeding import has_words, seed_key
from home.demo.extras import with_extras
from home.demo.load_newsletter import load_newsletter
from home.demo.meetings import load_meeting, load_timeline
from home.demo.users import load_users
from home.models import HomePage, MeetingIndexPage, NewsAuthor, NewsIndexPage, NewsPage, NewsRelation, StandardPage
from home.setup import Log, Start, ensure_child, set_up_site
from practices.demo.load import load_partners, load_practice, practice_records, refuse_without_countries
from practices.demo.pictures.gallery import picture
from practices.demo.suggestions import load_suggestions
from practices.models import Concept, PartnerPage

HERE = Path(__file__).parent
LEAD = "needs-study"
Indexes = tuple[HomePage, NewsIndexPage, MeetingIndexPage]


@announced_once()
def load_demo(log: Log) -> None:
    """Loads the missing parts of the demonstration; running it twice adds nothing."""
    refuse_without_countries()
    locales = ensure_locales()
    indexes = load_pages(locales, log)
    records = practice_records()
    for number, record in enumerate(records, 1):
        if load_practice(record, locales, log):
            log(f"Practice {number} of {len(records)}: {record['id']}")
    load_stories(indexes, locales)
    load_newsletter(indexes[0], locales)
    load_suggestions()
    log("The demonstration is complete.")


@announced_once()
def load_site(locales: dict[str, Locale], log: Log, illustrated: bool = True) -> None:
    """Everything except the practices and the newsletter, which shows them.

    `illustrated` adds pictures and an upcoming event.
    """
    load_stories(load_pages(locales, log, illustrated), locales, illustrated)


def load_pages(locales: dict[str, Locale], log: Log, illustrated: bool = True) -> Indexes:
    """What does not depend on practices: vocabulary, partners, standard pages and accounts."""
    home, index, news, meetings = set_up_site(locales, _start(), log)
    log(f"Partners: {load_partners(index, locales, illustrated)} added.")
    for record in _records("pages"):
        page = StandardPage(
            show_in_menus=record["in_menu"],
            show_in_footer=record["in_footer"],
            show_partner_contacts=record.get("shows_contacts", False),
        )
        ensure_child(home, page, f"pages/{record['id']}", record["words"], _with_words(record, locales))
    load_users(locales)
    return home, news, meetings


def load_stories(indexes: Indexes, locales: dict[str, Locale], illustrated: bool = True) -> None:
    """News, meetings and the timeline. References to missing pages are left out."""
    home, news, meetings = indexes
    for record in _records("meetings"):
        if "in_days" in record and not illustrated:
            continue  # tests start with content that does not depend on the date
        load_meeting(record, meetings, _with_words(record, locales), with_documents=illustrated)
    load_news(news, locales, illustrated)
    timeline = json.loads((HERE / "timeline.json").read_text(encoding="utf-8"))
    load_timeline(timeline, home, _with_words(timeline, locales))


def load_news(index: NewsIndexPage, locales: dict[str, Locale], illustrated: bool) -> None:
    for record in sorted(_records("news"), key=lambda record: record["date"]):  # news refer to earlier news
        name = f"news/{record['id']}"
        page = NewsPage(date=date.fromisoformat(record["date"]), is_demo=True)
        is_new = not NewsPage.objects.filter(translation_key=seed_key("page", name)).exists()
        if illustrated and is_new and "picture" in record:
            page.image = picture(record["picture"], record["words"]["en"]["image_alt"])
        words = record["words"]
        if illustrated and is_new and record.keys() & {"gallery", "files"}:
            words = with_extras(words, record, page_key=seed_key("page", name))
        page.topics.set(Concept.objects.filter(scheme=Concept.Scheme.TOPIC, slug__in=record["topics"]))
        page.related = [NewsRelation(target=target) for target in _originals(Page, record["related"])]
        partners = _originals(PartnerPage, [f"partner/{code}" for code in record["authors"]])
        page.authors = [NewsAuthor(partner=partner) for partner in partners]
        ensure_child(index, page, name, words, _with_words(record, locales))
    _choose_lead()


def _choose_lead() -> None:
    """Chooses a lead story for home pages without one."""
    lead = NewsPage.objects.filter(translation_key=seed_key("page", f"news/{LEAD}")).order_by("pk").first()
    for home in HomePage.objects.filter(translation_key=seed_key("page", "home"), alias_of=None):
        leads = [block for block in home.sections if block.block_type == "lead" and not block.value["news"]]
        for block in leads:
            block.value["news"] = lead
        if leads:
            home.save_revision().publish()


def _originals(model: Any, names: list[str]) -> list[Any]:
    """The original of each translation group, by kind and id: "practice/it-puoi"."""
    keys = [seed_key(*name.split("/", 1)) for name in names]
    found = {page.translation_key: page for page in model.objects.filter(translation_key__in=keys).order_by("-pk")}
    return [found[key] for key in keys if key in found]


def _start() -> Start:
    words = json.loads((HERE / "site.json").read_text(encoding="utf-8"))
    tagline, channels = words.pop("tagline"), words.pop("channels")
    return Start(
        "New Times",
        words,
        tagline=tagline,
        grant_period=SiteSettings.GrantPeriod.OLDER,
        offers_newsletter=True,
        takes_suggestions=True,
        practices_expected=5,
        channels="\n".join(channels),
    )


def _with_words(record: dict[str, Any], locales: dict[str, Locale]) -> dict[str, Locale]:
    return {code: locale for code, locale in locales.items() if has_words(record["words"], code)}


def _records(folder: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / folder).glob("*.json"))]
