"""A practice as it was published: the words and facts of a version, with everything else as it is today.

So it is as public as the practice now is, and names the current contact person, given consent. Pictures and files that
the practice no longer has are left out.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from cms.base.caching.as_of_clock import AsOfClock
from practices.repository.permanent import absolute, short_key
from practices.repository.practice import PracticePage
from practices.versions.model import PublishedVersion
from practices.versions.recording import FACTS, WORDS


@dataclass(frozen=True)
class Version:
    number: int
    url: str
    published_at: Any
    is_current: bool


@dataclass(frozen=True)
class OldPage:
    page: PracticePage
    version: Version
    current: Version


def rows_of(practices: Collection[UUID]) -> list[PublishedVersion]:
    """Rows for the versions, newest first, each with its review."""
    rows = PublishedVersion.objects.filter(practice__in=practices).select_related("review__country")
    return list(rows.defer("content"))


def _load(request: HttpRequest, practice: UUID) -> list[PublishedVersion]:
    return rows_of([practice])


published = AsOfClock(_load)  # by a practice's translation key; newest first, each with its review


@contextmanager
def preloaded(practices: Iterable[UUID], request: HttpRequest) -> Iterator[None]:
    """Preloads the versions of many practices in one query, for the duration of the block: there may be thousands.

    `practices` are translation keys.
    """
    found: dict[UUID, list[PublishedVersion]] = {key: [] for key in practices}
    for row in rows_of(list(found)):
        found[row.practice].append(row)
    for key, rows in found.items():
        published.put(request, key, value=rows)
    try:
        yield
    finally:
        for key in found:
            published.drop(request, key)


def _rows(page: PracticePage, request: HttpRequest) -> list[PublishedVersion]:
    """The rows with the words of `page` or with facts."""
    rows = published.get(request, page.translation_key)
    return [row for row in rows if row.has_facts or row.page_id == page.pk]


def _listed(page: PracticePage, request: HttpRequest) -> list[PublishedVersion]:
    """The versions since `page` first had words."""
    rows = _rows(page, request)
    has_begun = [row.number for row in rows if row.page_id == page.pk]
    return [row for row in rows if has_begun and row.number >= has_begun[-1]]


def versions_of(page: PracticePage, request: HttpRequest) -> list[Version]:
    """Newest first. Empty for a page that was never published."""
    return [_version(row, page, request, place == 0) for place, row in enumerate(_listed(page, request))]


def _version(row: PublishedVersion, page: PracticePage, request: HttpRequest, is_current: bool) -> Version:
    with override(page.locale.language_code):
        path = reverse("practice_version", args=[short_key(page.translation_key), row.number])
    return Version(row.number, absolute(path, request), row.published_at, is_current)


def page_at(page: PracticePage, number: int, request: HttpRequest) -> OldPage | None:
    """`page` as it was when version `number` of the practice was published; None if it has no version that old."""
    rows = _rows(page, request)
    found = [row for row in rows if row.number <= number]
    words = next((row for row in found if row.page_id == page.pk), None)
    facts = next((row for row in found if row.has_facts), None)
    if words is None or facts is None:
        return None
    shown = _restored(page, words, facts)
    shown.shown_version = found[0].number
    version = _version(found[0], page, request, found[0] is rows[0])
    return OldPage(shown, version, _version(rows[0], page, request, True))


def _restored(page: PracticePage, words: PublishedVersion, facts: PublishedVersion) -> PracticePage:
    original = page.original
    old_facts = {name: facts.content[name] for name in FACTS if name in facts.content}
    old_facts = {**_today(original, FACTS), **old_facts}
    known_files = set(original.files.values_list("document_id", flat=True))
    old_facts["files"] = [row for row in old_facts.get("files") or [] if row.get("document") in known_files]
    old_facts["image"] = original.image_id if old_facts.get("image") == original.image_id else None
    old_words = {name: words.content[name] for name in WORDS if name in words.content}
    if page.is_translation:
        shown = _with(page, old_words)
        shown.original_page = _with(original, {**_today(original, WORDS), **old_facts})
    else:
        shown = _with(page, {**old_words, **old_facts})
    shown.last_published_at = words.published_at
    return shown


def _today(page: PracticePage, names: tuple[str, ...]) -> dict[str, Any]:
    stored = page.serializable_data()
    return {name: stored[name] for name in names if name in stored}


def _with(page: PracticePage, content: dict[str, Any]) -> PracticePage:
    """Uses the current URL: the slug may have changed."""
    shown = page.with_content_json({"pk": page.pk, "title": page.title, **content})
    shown.slug, shown.url_path, shown.locale = page.slug, page.url_path, page.locale
    return shown
