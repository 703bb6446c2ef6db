"""Who may open what: role × object × view, asked of the real URLs. `docs/permissions.md` is made of it.

A row names a view by its URL name and says who gets it; all others are refused, and no screen of theirs links to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.boxes import text_id
from tests.permissions.roles import ADMIN, COORDINATORS, PAGES, PARTNER, PARTNERS, STAFF, TRANSLATORS
from tests.permissions.world import World


@dataclass(frozen=True)
class Row:
    about: str
    what: str
    url: Callable[[World], str]
    who: frozenset[str]


def at(name: str, *arguments: Callable[[World], Any] | str | int, query: str = "") -> Callable[[World], str]:
    """The URL called `name`; an argument is a value, or how to get it from the world."""

    def url(world: World) -> str:
        values = [value(world) if callable(value) else value for value in arguments]
        return reverse(name, args=values) + query

    return url


Views = dict[str, frozenset[str]]


def _views(about: str, prefix: str, views: Views, *arguments: Callable[[World], Any]) -> list[Row]:
    return [Row(about, name.replace("_", " "), at(f"{prefix}:{name}", *arguments), who) for name, who in views.items()]


def _pages(about: str, which: str, **views: frozenset[str]) -> list[Row]:
    return _views(about, "wagtailadmin_pages", views, lambda world: getattr(world, which).pk)


def _list(about: str, prefix: str, who: frozenset[str], *names: str) -> list[Row]:
    return _views(about, prefix, dict.fromkeys(names or ("index", "add"), who))


def _thing(about: str, prefix: str, which: str, **views: frozenset[str]) -> list[Row]:
    return _views(about, prefix, views, lambda world: getattr(world, which).pk)


def draft(world: World) -> int:
    return world.draft.pk


def first(world: World) -> int:
    return world.revisions["first"]


def dutch(world: World) -> int:
    return world.translation.pk


OWN_PRACTICE: Views = {
    "edit": PARTNER,
    "view_draft": PARTNER,
    "history": PARTNER,
    "workflow_history": PARTNER,
    "usage": PARTNER,
    "copy": PARTNER,
    "set_privacy": COORDINATORS,
}
PRACTICES = [
    *_pages("A live practice", "live", **OWN_PRACTICE, move=COORDINATORS, unpublish=COORDINATORS, delete=COORDINATORS),
    *_pages("A draft", "draft", **OWN_PRACTICE, move=PARTNER, delete=PARTNER),
    Row("A draft", "earlier version", at("wagtailadmin_pages:revisions_view", draft, first), PARTNER),
    Row("A draft", "go back to it", at("wagtailadmin_pages:revisions_revert", draft, first), PARTNER),
    Row(
        "A draft", "compare versions", at("wagtailadmin_pages:revisions_compare", draft, "earliest", "latest"), PARTNER
    ),
    Row("A live practice", "words in facts", at("fact_words", lambda w: w.dutch.pk), COORDINATORS | {"translator"}),
    Row("A draft", "send for translation", at("wagtail_localize:submit_page_translation", draft), PARTNER),
    Row("A draft", "in the admin's API", at("wagtailadmin_api:pages:detail", draft), PARTNER),
]
OTHER_PAGES = [
    *_pages("The partner's page", "partner", edit=PARTNER, delete=COORDINATORS, history=PARTNER),
    Row("The partner's page", "list what is below", at("wagtailadmin_explore", lambda w: w.partner.pk), PARTNERS),
    Row(
        "The partner's page",
        "add a practice",
        at("wagtailadmin_pages:add", "practices", "practicepage", lambda w: w.partner.pk),
        PARTNER,
    ),
    Row("News", "propose", at("wagtailadmin_pages:add", "home", "newspage", lambda w: w.news_index.pk), PARTNERS),
    *_pages("A partner's proposal", "proposal", edit=PARTNER, view_draft=PARTNER, history=PARTNER, delete=PARTNER),
    *_pages("Home page", "home", edit=COORDINATORS, history=COORDINATORS, delete=COORDINATORS),
    *_pages("A meeting", "meeting", edit=COORDINATORS, history=COORDINATORS),
    Row("A meeting", "attendance list of the partner", at("attendance", lambda w: w.meeting.translation_key), PARTNER),
    *_pages("An issue of the newsletter", "issue", edit=COORDINATORS),
    Row("An issue of the newsletter", "send", at("send_newsletter", lambda w: w.issue.pk), COORDINATORS),
]


def key(world: World) -> str:
    return str(world.live.translation_key)


def title(world: World) -> str:
    texts = KINDS["page"].texts(key(world), world.dutch.locale)
    return text_id(next(text for text in texts if text.path == "title"))


NL = PARTNER | {"translator"}
DESK_NL = COORDINATORS | {"translator"}
TRANSLATIONS = [
    *_pages("A translation into Dutch", "dutch", edit=NL, view_draft=NL, history=NL, copy=PARTNER, delete=PARTNER),
    Row("A translation into Dutch", "preview", at("wagtail_localize:preview_translation", dutch), NL),
    Row("A translation into Dutch", "download PO", at("wagtail_localize:download_pofile", dutch), NL),
    *_pages("A translation into Italian", "italian", edit=PARTNER, view_draft=PARTNER),
    Row("Translations", "report", at("wagtail_localize:translations_report"), STAFF),
    Row("Translations", "desk", at("translation_desk"), COORDINATORS | TRANSLATORS),
    Row("Translations", "desk, results", at("translation_desk_results"), COORDINATORS | TRANSLATORS),
    Row("Translations", "overview", at("translation_overview"), COORDINATORS),
    Row("Translations", "plan one into Dutch", at("plan_translation", lambda w: w.item.pk), DESK_NL),
    Row("A translation into Dutch", "translate", at("translate", "page", key, "nl"), NL),
    Row("A translation into Dutch", "comments", at("translation_comments", "page", key, "nl"), NL),
    Row("A translation into Dutch", "history of a text", at("translation_history", "page", key, "nl", title), NL),
    Row("A term", "translate into Dutch", at("translate", "term", lambda w: w.term.pk, "nl"), DESK_NL),
    Row(
        "Translations",
        "progress of a preparation",
        at("translation_preparation", lambda w: w.preparation.pk),
        ADMIN,
    ),
    Row(
        "Translations",
        "ask before many are prepared",
        at("wagtail_bulk_action", "base", "translationitem", "prepare"),
        COORDINATORS | TRANSLATORS,
    ),
]
SNIPPETS = "wagtailsnippets"
WORDS = [
    *_list("Vocabulary", f"{SNIPPETS}_practices_concept", COORDINATORS, "list", "add"),
    *_thing(
        "A term", f"{SNIPPETS}_practices_concept", "term", edit=COORDINATORS, delete=COORDINATORS, usage=COORDINATORS
    ),
    *_list("Glossary of translators", f"{SNIPPETS}_base_glossaryterm", COORDINATORS, "list", "add"),
    *_list("Synonyms", f"{SNIPPETS}_search_synonymgroup", COORDINATORS, "list", "add"),
    *_thing("Synonyms", f"{SNIPPETS}_search_synonymgroup", "synonyms", edit=COORDINATORS, delete=COORDINATORS),
    *_list("Pinned results", f"{SNIPPETS}_search_pinnedresult", COORDINATORS, "list", "add"),
    Row("Searches that found nothing", "list", at("missed_searches"), COORDINATORS),
]
FILES = [
    *_list("Pictures", "wagtailimages", PARTNERS),
    *_thing("A picture of the partner", "wagtailimages", "picture", edit=PARTNER, delete=PARTNER, image_usage=PARTNER),
    *_list("Documents", "wagtaildocs", PARTNERS),
    *_thing("A document of the partner", "wagtaildocs", "document", edit=PARTNER, delete=PARTNER),
    *_list("Collections", "wagtailadmin_collections", ADMIN),
]
CHOOSERS = [
    Row("Choosing", "a page", at("wagtailadmin_choose_page"), STAFF),
    Row("Choosing", "a picture", at("wagtailimages_chooser:choose"), STAFF),
    Row("Choosing", "a document", at("wagtaildocs_chooser:choose"), STAFF),
    Row("Choosing", "a term", at("wagtailsnippetchoosers_practices_concept:choose"), STAFF),
]
REPORTS = [
    *_list("Reports", "wagtailadmin_reports", PAGES, "workflow", "workflow_tasks", "aging_pages"),
    *_list("Reports", "wagtailadmin_reports", STAFF, "site_history"),
    *_list("Reports", "wagtailadmin_reports", COORDINATORS, "locked_pages"),
    *_list("Reports", "wagtailadmin_reports", ADMIN, "page_types_usage"),
    Row("Reports", "outgoing mail", at("outgoing_mail"), ADMIN),
]
READERS = COORDINATORS - {"coordinator"} | {"newsletter"}
NEWSLETTER = [
    Row("Newsletter", "progress", at("newsletter_sendings"), COORDINATORS),
    Row("Readers", "list", at("readers"), READERS),
    Row("Readers", "import", at("readers_import"), READERS),
    Row("Readers", "one", at("reader", lambda w: w.reader.pk), READERS),
    Row("Readers", "all data about one", at("reader_data", lambda w: w.reader.pk), READERS),
]
SITE = [
    Row("Settings of the site", "edit", at("wagtailsettings:edit", "base", "sitesettings", lambda w: w.site.pk), ADMIN),
    *_list("Accounts", "wagtailusers_users", ADMIN),
    *_list("Groups", "wagtailusers_groups", ADMIN),
    *_list("Languages", "wagtaillocales", ADMIN),
    Row(
        "Settings of translation",
        "edit",
        at("wagtailsettings:edit", "base", "translationsettings", lambda w: w.site.pk),
        ADMIN,
    ),
    *_list("Sites", "wagtailsites", ADMIN),
    *_list("Redirects", "wagtailredirects", ADMIN),
    *_list("Reviews", "wagtailadmin_workflows", ADMIN, "index", "add", "task_index"),
]
TABLE: list[Row] = [
    Row("The admin", "first screen", at("wagtailadmin_home"), STAFF),
    Row("The admin", "account", at("wagtailadmin_account"), STAFF),
    *PRACTICES,
    *OTHER_PAGES,
    *TRANSLATIONS,
    *WORDS,
    *FILES,
    *CHOOSERS,
    *REPORTS,
    *NEWSLETTER,
    *SITE,
]
