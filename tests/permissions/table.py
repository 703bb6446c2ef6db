"""Who may open what: role × object × view, tested on the real URLs. `docs/permissions.md` is generated from it.

A row has the URL name of a view and the roles that get it; all others are refused, and see no links to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.boxes import text_id
from practices.exchange.vocabulary.files import FORMATS
from practices.repository.permanent import short_key
from tests.permissions.roles import (
    ADMIN,
    AUTHOR,
    COORDINATORS,
    EVERYBODY,
    GUEST,
    HEADS,
    PAGES,
    PARTNER,
    PARTNERS,
    REVIEWER,
    STAFF,
    TRANSLATORS,
    WRITER,
)
from tests.permissions.world import World


@dataclass(frozen=True)
class At:
    """The URL called `name`; an argument is a value, or how to get it from the world."""

    name: str
    arguments: tuple[Callable[[World], Any] | str | int, ...]
    query: str = ""

    def __call__(self, world: World) -> str:
        values = [value(world) if callable(value) else value for value in self.arguments]
        return reverse(self.name, args=values) + self.query


def at(name: str, *arguments: Callable[[World], Any] | str | int, query: str = "") -> At:
    return At(name, arguments, query)


@dataclass(frozen=True)
class Row:
    about: str
    what: str
    url: At
    who: frozenset[str]


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
    Row("A draft", "restore an earlier version", at("wagtailadmin_pages:revisions_revert", draft, first), PARTNER),
    Row(
        "A draft", "compare versions", at("wagtailadmin_pages:revisions_compare", draft, "earliest", "latest"), PARTNER
    ),
    Row("A draft", "send for translation", at("wagtail_localize:submit_page_translation", draft), PARTNER),
    Row("A draft", "in the admin's API", at("wagtailadmin_api:pages:detail", draft), PARTNER),
]
READS = PARTNER | REVIEWER


def of(which: str) -> Callable[[World], int]:
    return lambda world: getattr(world, which).pk


def _reviewed(what: str, name: str, who: frozenset[str], *arguments: Any, about: str = "reviewed") -> Row:
    label = "A practice in review" if about == "reviewed" else "A practice whose reviewer has left"
    return Row(label, what, at(name, of(about), *arguments), who)


PAGE = "wagtailadmin_pages"
REVIEW = [
    *_pages(
        "A practice in review",
        "reviewed",
        edit=READS,
        view_draft=READS,
        history=READS,
        workflow_history=READS,
        copy=PARTNER,
        move=COORDINATORS,
        unpublish=COORDINATORS,
        delete=COORDINATORS,
        set_privacy=COORDINATORS,
    ),
    _reviewed("compare with what is published", f"{PAGE}:revisions_compare", READS, "live", "latest"),
    _reviewed("history of the review", f"{PAGE}:workflow_history_detail", READS, lambda w: w.review.workflow_state_id),
    _reviewed("write the review", "write_review", REVIEWER),
    _reviewed("assign the reviewer", "assign_reviewer", COORDINATORS),
    _reviewed("read the reviews", "read_reviews", PARTNER),
    _reviewed("go on without it", f"{PAGE}:workflow_action", COORDINATORS, "approve", of("review")),
    _reviewed("send it back", f"{PAGE}:workflow_action", frozenset(), "reject", of("review")),
    _reviewed("send for translation", "wagtail_localize:submit_page_translation", PARTNER | TRANSLATORS),
    _reviewed("in the admin's API", "wagtailadmin_api:pages:detail", PARTNER),
    *(
        _reviewed(what, name, who, about="lost")
        for what, name, who in (
            ("edit", f"{PAGE}:edit", PARTNER),
            ("view draft", f"{PAGE}:view_draft", PARTNER),
            ("write the review", "write_review", frozenset[str]()),
            ("assign the reviewer", "assign_reviewer", COORDINATORS),
        )
    ),
]
SHARES = PARTNER | GUEST
SHARED = [
    *_pages(
        "A shared draft",
        "shared",
        edit=SHARES,
        view_draft=SHARES,
        history=SHARES,
        workflow_history=SHARES,
        copy=PARTNER,
        move=PARTNER,
        delete=PARTNER,
        set_privacy=COORDINATORS,
    ),
    Row("A shared draft", "compare versions", at(f"{PAGE}:revisions_compare", of("shared"), "live", "latest"), SHARES),
    Row("A shared draft", "read the reviews", at("read_reviews", of("shared")), PARTNER),
    Row(
        "A shared draft", "send for translation", at("wagtail_localize:submit_page_translation", of("shared")), PARTNER
    ),
    Row("A shared draft", "in the admin's API", at("wagtailadmin_api:pages:detail", of("shared")), SHARES),
]


def _version(which: str) -> At:
    return at("practice_version", lambda world: short_key(getattr(world, which).translation_key), 1)


VERSIONS = [
    Row("A practice in review", "published version", _version("reviewed"), EVERYBODY),
    Row("A practice taken down", "published version", _version("gone"), frozenset()),
]


def _people(about: str, team: str, who: frozenset[str], **views: str) -> list[Row]:
    return [Row(about, what.replace("_", " "), at(name, team), who) for what, name in views.items()]


def _person(who: frozenset[str], about: str, team: str, username: Callable[[World], int]) -> Row:
    return Row(about, "see their work, hand it over, end their access", at("people_member", team, username), who)


INVITE = {"invite": "people_invite", "share_a_practice": "people_share"}
PEOPLE = [
    Row("People", "list", at("people"), HEADS),
    *_people("The partner's people", "partner-kpmpc", HEADS, **INVITE),
    *_people("Another partner's people", "partner-csci", COORDINATORS, **INVITE),
    *_people("Translators", "translators-lt", COORDINATORS, invite="people_invite"),
    *_people("Coordinators", "coordinators", ADMIN, invite="people_invite"),
    _person(HEADS, "An editor of the partner", "partner-kpmpc", of("colleague")),
    _person(HEADS, "An administrator of the partner", "partner-kpmpc", of("head")),
    _person(frozenset(), "Somebody not involved", "partner-csci", of("colleague")),
    Row("People", "erase somebody", at("people_erase"), ADMIN),
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
    *_pages("A partner's proposal", "proposal", edit=PARTNER, view_draft=PARTNER, history=PARTNER, delete=AUTHOR),
    *_pages("Home page", "home", edit=COORDINATORS, history=COORDINATORS, delete=COORDINATORS),
    *_pages("A meeting", "meeting", edit=COORDINATORS, history=COORDINATORS),
    Row("A meeting", "attendance list of the partner", at("attendance", lambda w: w.meeting.translation_key), PARTNER),
    Row("A meeting", "the same as CSV", at("attendance_csv", lambda w: w.meeting.translation_key), PARTNER),
    Row(
        "A meeting",
        "confirmation page for deleting a registration",
        at("delete_registration", lambda w: w.meeting.translation_key, of("registration")),
        PARTNER,
    ),
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
DESK = COORDINATORS | TRANSLATORS | PARTNERS  # partners: their own pages
TRANSLATIONS = [
    *_pages("A translation into Dutch", "dutch", edit=NL, view_draft=NL, history=NL, copy=PARTNER, delete=PARTNER),
    Row("A translation into Dutch", "preview", at("wagtail_localize:preview_translation", dutch), NL),
    Row("A translation into Dutch", "download PO", at("wagtail_localize:download_pofile", dutch), NL),
    *_pages("A translation into Italian", "italian", edit=PARTNER, view_draft=PARTNER),
    Row("Translations", "desk", at("translation_desk"), DESK),
    Row("Translations", "desk, results", at("translation_desk_results"), DESK),
    Row("Translations", "overview", at("translation_overview"), COORDINATORS),
    Row("Translations", "plan one into Dutch", at("plan_translation", lambda w: w.item.pk), NL),
    Row("A translation into Dutch", "translate", at("translate", "page", key, "nl"), NL),
    *(
        Row("A translation into Dutch", f"download as {each}", at("download_translation", "page", key, "nl", each), NL)
        for each in ("po", "xliff")
    ),
    Row("A translation into Dutch", "upload a file", at("upload_translation", "page", key, "nl"), NL),
    Row("A term", "upload a file in Dutch", at("upload_translation", "term", lambda w: w.term.pk, "nl"), DESK_NL),
    Row("Translations", "download many", at("download_translations"), DESK),
    Row("Translations", "upload many", at("upload_translations"), DESK),
    Row("A translation into Dutch", "comments", at("translation_comments", "page", key, "nl"), NL),
    Row("A translation into Dutch", "history of a text", at("translation_history", "page", key, "nl", title), NL),
    Row("A term", "translate into Dutch", at("translate", "term", lambda w: w.term.pk, "nl"), DESK_NL),
    Row(
        "Translations",
        "progress of a preparation",
        at("translation_preparation", lambda w: w.preparation.pk),
        ADMIN,
    ),
    *(
        Row(
            "Translations",
            f"confirmation page before many are {done}",
            at("wagtail_bulk_action", "base", "translationitem", action),
            DESK,
        )
        for action, done in (("prepare", "prepared"), ("take", "taken"), ("plan", "planned"))
    ),
]
SNIPPETS = "wagtailsnippets"
WORDS = [
    *_list("Vocabulary", f"{SNIPPETS}_practices_concept", COORDINATORS, "list", "add"),
    *_thing(
        "A term", f"{SNIPPETS}_practices_concept", "term", edit=COORDINATORS, delete=COORDINATORS, usage=COORDINATORS
    ),
    *(Row("Vocabulary", f"export as {each}", at("export_vocabulary", each), COORDINATORS) for each in FORMATS),
    Row("Vocabulary", "import", at("import_vocabulary"), COORDINATORS),
    *_list("Terms of the glossary", f"{SNIPPETS}_base_glossaryterm", COORDINATORS, "list", "add"),
    *_list("Synonyms", f"{SNIPPETS}_search_synonymgroup", COORDINATORS, "list", "add"),
    *_thing("Synonyms", f"{SNIPPETS}_search_synonymgroup", "synonyms", edit=COORDINATORS, delete=COORDINATORS),
    *_list("Pinned results", f"{SNIPPETS}_search_pinnedresult", COORDINATORS, "list", "add"),
    *(
        Row("A term", what, at(f"term_{what}", of("term")), COORDINATORS)
        for what in ("uses", "merge", "replace", "retire")
    ),
    *_thing("A term", f"{SNIPPETS}_practices_concept", "term", history=COORDINATORS, copy=COORDINATORS),
    *_list("People that pages name", f"{SNIPPETS}_base_person", PARTNERS, "list", "add"),
    *_thing("A person that pages name", f"{SNIPPETS}_base_person", "person", edit=COORDINATORS, delete=COORDINATORS),
    Row("Searches that found nothing", "list", at("missed_searches"), COORDINATORS),
]
FILES = [
    *_list("Pictures", "wagtailimages", PARTNERS),
    *_thing("A picture of the partner", "wagtailimages", "picture", edit=PARTNER, delete=PARTNER, image_usage=PARTNER),
    *_list("Documents", "wagtaildocs", PARTNERS),
    *_thing("A document of the partner", "wagtaildocs", "document", edit=PARTNER, delete=PARTNER),
    Row("A picture of the partner", "choose", at("wagtailimages_chooser:chosen", of("picture")), PARTNER),
    Row("A picture of the partner", "in the admin's API", at("wagtailadmin_api:images:detail", of("picture")), PARTNER),
    *_thing("A published picture of the partner", "wagtailimages", "shown", edit=COORDINATORS, delete=COORDINATORS),
    Row("A published picture of the partner", "choose", at("wagtailimages_chooser:chosen", of("shown")), PARTNERS),
    Row("A document of the partner", "choose", at("wagtaildocs_chooser:chosen", of("document")), PARTNER),
    Row(
        "A document of the partner",
        "in the admin's API",
        at("wagtailadmin_api:documents:detail", of("document")),
        PARTNER,
    ),
    *_thing("A document of the partner", "wagtaildocs", "document", document_usage=PARTNER),
    *_list("Collections", "wagtailadmin_collections", ADMIN),
]
CHOOSERS = [
    Row("Choosing", "a page", at("wagtailadmin_choose_page"), STAFF),
    Row("Choosing", "a picture", at("wagtailimages_chooser:choose"), STAFF),
    Row("Choosing", "a document", at("wagtaildocs_chooser:choose"), STAFF),
    Row("Choosing", "a term", at("wagtailsnippetchoosers_practices_concept:choose"), STAFF),
    Row("Choosing", "a person to name", at("wagtailsnippetchoosers_base_person:choose"), STAFF),
    Row("Choosing", "a practice for an issue", at("choose_page_for_issue"), STAFF),
    Row("Choosing", "similar practices", at("similar_practices", query="?q=Live"), PARTNERS),
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
    Row("Newsletter", "progress of one issue", at("newsletter_sending", of("sending")), COORDINATORS),
    Row("Newsletter", "where the links of a test lead", at("newsletter_test_link"), STAFF),
    Row("Readers", "list", at("readers"), READERS),
    Row("Readers", "import", at("readers_import"), READERS),
    Row("Readers", "view one", at("reader", lambda w: w.reader.pk), READERS),
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
        COORDINATORS,
    ),
    *_list("Sites", "wagtailsites", ADMIN),
    *_list("Redirects", "wagtailredirects", ADMIN),
    *_list("Reviews", "wagtailadmin_workflows", ADMIN, "index", "add", "task_index"),
    Row("Reviews", "edit one", at("wagtailadmin_workflows:edit", lambda w: w.partner.review_id), ADMIN),
    Row("Reviews", "where one is used", at("wagtailadmin_workflows:usage", lambda w: w.partner.review_id), ADMIN),
    Row(
        "Settings of reviews",
        "edit",
        at("wagtailsettings:edit", "practices", "reviewsettings", lambda w: w.site.pk),
        COORDINATORS,
    ),
]
TABLE: list[Row] = [
    Row("The admin", "first screen", at("wagtailadmin_home"), STAFF),
    Row("The admin", "account", at("wagtailadmin_account"), STAFF),
    Row("The admin", "guide of editors", at("guide", "partner"), STAFF),
    Row("Practices", "list", at("practice_list:index"), PAGES),
    Row("Practices", "change many", at("wagtail_bulk_action", "practices", "practicepage", "change"), PARTNERS),
    Row("Practices", "download many", at("wagtail_bulk_action", "practices", "practicepage", "download"), PARTNERS),
    Row("Practices", "list of what was changed together", at("bulk_changes"), PARTNERS),
    Row("Practices", "what the partner's editor has changed together", at("bulk_change", of("together")), AUTHOR),
    Row("Practices", "list of those suggested by readers", at("suggestions"), COORDINATORS),
    Row("A practice suggested by a reader", "read", at("suggestion", of("suggestion")), COORDINATORS),
    Row(
        "A practice suggested by a reader",
        "see how to decline it",
        at("decline_suggestion", of("suggestion")),
        COORDINATORS,
    ),
    Row("Practices", "list of imports", at("practice_imports"), PARTNERS),
    Row("Practices", "import", at("upload_practices"), PARTNERS),
    Row("Practices", "template to import", at("practice_template"), PARTNERS),
    Row("Practices", "what the partner's editor has imported", at("practice_import", of("imported")), AUTHOR),
    Row("Practices", "undo what the partner's editor has imported", at("undo_import", of("imported")), AUTHOR),
    Row("Practices", "confirm what the partner's editor imports", at("confirm_import", of("checked")), WRITER),
    Row("Practices", "confirmation page for undoing that", at("undo_bulk_change", of("together")), AUTHOR),
    Row("Practices", "new, below a partner", at("practice_list:choose_parent"), PARTNERS),
    *PRACTICES,
    *REVIEW,
    *SHARED,
    *VERSIONS,
    *OTHER_PAGES,
    *PEOPLE,
    *TRANSLATIONS,
    *WORDS,
    *FILES,
    *CHOOSERS,
    *REPORTS,
    *NEWSLETTER,
    *SITE,
]
