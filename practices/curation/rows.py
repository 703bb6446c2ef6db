"""What lists of practices show in each row: loaded for a whole page in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.base.feedback.counting import readers_helped
from cms.base.languages import language_name, language_to_read
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.state import WAITING
from cms.base.translation.texts.version import PAGE
from practices.curation.desk import Desk
from practices.curation.missing import draft_of, label_of, lacking
from practices.curation.states import State, states_of, with_states
from practices.facts.concepts import concepts_of, labels_of
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept


@dataclass(frozen=True)
class InLanguage:
    """A practice in one of the languages of the site."""

    PUBLISHED, INCOMPLETE, DRAFT, MISSING = "published", "incomplete", "draft", "missing"
    LABELS = {
        PUBLISHED: _("published"),
        INCOMPLETE: _("published, but not up to date"),
        DRAFT: _("draft"),
        MISSING: _("missing"),
    }

    code: str
    state: str
    url: str = ""  # where the user works on it

    @property
    def name(self) -> str:
        return language_name(self.code)

    @property
    def label(self) -> Any:
        return self.LABELS[self.state]


@dataclass
class Row:
    title: str
    title_language: str
    url: str  # of the form for those who work on it, else of the page itself
    is_own: bool
    original_language: str
    partner: str
    last_change: datetime | None
    review_date: date | None
    countries: list[str] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    languages: list[InLanguage] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)  # for publication
    readers_helped: int = 0  # in the last twelve months, by their own account

    @property
    def title_language_name(self) -> str:
        return language_name(self.title_language)

    @property
    def is_due(self) -> bool:
        return self.review_date is not None and self.review_date <= timezone.localdate()


def load_rows(practices: Iterable[PracticePage], desk: Desk) -> list[PracticePage]:
    """The originals `practices`, each `with_states`, with its `row`."""
    practices = list(practices)
    if not practices:
        return []
    pages = _pages(practices)
    partners = partner_names(practices)
    countries = _countries(practices)
    behind = _behind(practices)
    lacks = lacking(practices)
    helped = readers_helped(practice.translation_key for practice in practices) if desk.edits else {}
    for practice in practices:
        group = pages[practice.translation_key]
        practice.row = row = _row(practice, group, desk)
        row.partner = partners.get(practice.path[: -Page.steplen], "")
        row.countries = countries[practice.pk]
        row.states = states_of(practice) if row.is_own else [State.PUBLISHED]
        row.languages = [_in_language(code, group, behind, desk) for code in desk.offered]
        row.lacks = [label_of(name) for name in lacks[practice.pk]] if row.is_own else []
        row.readers_helped = helped.get(practice.translation_key, 0) if row.is_own else 0
    return practices


def practices_with_rows(ids: Sequence[int], desk: Desk) -> list[PracticePage]:
    """The originals `ids` in that order, each `with_states`, its latest revision and its `row`."""
    practices = with_states(PracticePage.objects.filter(pk__in=ids)).select_related("locale", "latest_revision")
    found = {practice.pk: practice for practice in practices}
    return load_rows([found[pk] for pk in ids if pk in found], desk)


def _row(practice: PracticePage, group: dict[str, PracticePage], desk: Desk) -> Row:
    is_own = any(desk.works_on(page) for page in group.values())
    readable = {code: page for code, page in group.items() if page.live or desk.works_on(page)} or group
    shown = readable[language_to_read(desk.language, readable)]
    draft = draft_of(practice) or {}
    reviewed = draft.get("review_date") if is_own and draft else practice.review_date
    return Row(
        title=shown.draft_title if desk.works_on(shown) and shown.draft_title else shown.title,
        title_language=shown.locale.language_code,
        url=desk.edit_url(practice)
        or desk.edit_url(shown)
        or (shown.get_url(desk.request) if shown.live else "")
        or "",
        is_own=is_own,
        original_language=practice.locale.language_code,
        partner="",
        last_change=practice.latest_revision_created_at or practice.last_published_at,
        review_date=date.fromisoformat(reviewed) if isinstance(reviewed, str) else reviewed,
    )


def _pages(practices: list[PracticePage]) -> dict[Any, dict[str, PracticePage]]:
    """The pages of each practice by language, the original among them."""
    pages: dict[Any, dict[str, PracticePage]] = defaultdict(dict)
    ids = [practice.pk for practice in practices]
    translations = PracticePage.objects.filter(original_page__in=ids).select_related("locale").defer_streamfields()
    for page in [*practices, *translations]:
        pages[page.translation_key][page.locale.language_code] = page
    return pages


def partner_names(pages: Iterable[Page]) -> dict[str, str]:
    """The short names of the parent partners of `pages`, by path."""
    paths = {page.path[: -Page.steplen] for page in pages}
    found = PartnerPage.objects.filter(path__in=paths).select_related("original_page")
    return {page.path: page.original.short_name for page in found}


def _countries(practices: list[PracticePage]) -> dict[int, list[str]]:
    """The countries of each practice, as in its draft if there is one. Two queries."""
    all_countries = Concept.objects.filter(scheme=Concept.Scheme.COUNTRY).in_bulk()
    saved = concepts_of(practices, "countries")
    found = {}
    for page in practices:
        draft = draft_of(page) or {}
        ids = draft.get("countries", [concept.pk for concept in saved[page.pk, "countries"]])
        found[page.pk] = labels_of(all_countries[pk] for pk in ids if pk in all_countries)
    return found


def _behind(practices: list[PracticePage]) -> set[tuple[str, int]]:
    """The languages with open work at the translators' desk, as (translation key, locale)."""
    keys = [str(practice.translation_key) for practice in practices]
    items = TranslationItem.objects.filter(kind=PAGE, object_key__in=keys, state__in=WAITING)
    return set(items.values_list("object_key", "locale"))


def _in_language(code: str, group: dict[str, PracticePage], behind: set[tuple[str, int]], desk: Desk) -> InLanguage:
    page = group.get(code)
    if page is None or not (page.live or desk.works_on(page)):
        return InLanguage(code, InLanguage.MISSING)
    if not page.live:
        state = InLanguage.DRAFT
    else:
        is_behind = (str(page.translation_key), page.locale_id) in behind
        state = InLanguage.INCOMPLETE if is_behind else InLanguage.PUBLISHED
    return InLanguage(code, state, desk.edit_url(page))
