"""Keeps the desk's rows in sync with their items: after each commit, once for everything that it changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Locale

from cms.base.signals import worker_run
from cms.base.translation.desk.kinds import KINDS, Found
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.state import WAITING, State, state_of
from cms.base.translation.texts.seen import unseen
from cms.base.translation.texts.segments import words_in
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import TextVersion

DERIVED = (
    "title",
    "translated_title",
    "about",
    "source_language",
    "state",
    "texts",
    "missing",
    "changed",
    "words",
    "words_left",
    "is_begun",
)
BATCH_SIZE = 200  # items of a kind, each in all languages


def refresh(kind: str, keys: Collection[str] | None = None) -> None:
    """Brings the rows of the items `keys`, or of all of this kind, up to date.

    People's decisions are kept until the translation is live and current.

    Also records the originals of new translations that do not store them.
    """
    if keys is not None and len(keys) > BATCH_SIZE:
        ordered = sorted(keys)
        for start in range(0, len(ordered), BATCH_SIZE):
            refresh(kind, ordered[start : start + BATCH_SIZE])
        return
    with transaction.atomic():
        mine = TranslationItem.objects.filter(kind=kind)
        before = {item.key(): item for item in (mine if keys is None else mine.filter(object_key__in=keys))}
        found = list(KINDS[kind].load(keys))
        now = {item.key(): item for item in (_item(kind, each, before) for each in found)}
        new = [version for each in found for version in unseen(kind, each.object_key, each.locale, each.texts)]
        TextVersion.objects.bulk_create(new, batch_size=500)
        gone = [item.pk for key, item in before.items() if key not in now]
        if gone:
            TranslationItem.objects.filter(pk__in=gone).delete()
        TranslationItem.objects.bulk_create(
            now.values(),
            update_conflicts=True,
            unique_fields=["kind", "object_key", "locale"],
            update_fields=[*DERIVED, "waiting_since"],
            batch_size=500,
        )
        finished = [
            item.pk for key, item in before.items() if key in now and now[key].state == State.CURRENT != item.state
        ]
        # The assignee is done; when the original changes, anybody can take it, and its due date is up to people.
        TranslationItem.objects.filter(pk__in=finished).update(taken_by=None, due=None)


def refresh_all() -> None:
    for kind in KINDS:
        refresh(kind)


@receiver(worker_run)
def fill_at_first(**kwargs: Any) -> None:
    """Fills the desk of a site that had none until now."""
    if not TranslationItem.objects.exists():
        refresh_all()


def _item(kind: str, found: Found, before: dict[tuple[Any, ...], TranslationItem]) -> TranslationItem:
    left = [text for text in found.texts if not text.translation]
    state = state_of(found.texts, found.is_current, found.in_review, found.is_returned)
    old = before.get((kind, found.object_key, found.locale))
    since = old.waiting_since if old and old.waiting_since else found.since or timezone.now()
    if state == State.REVIEW and old and old.state != state:
        since = timezone.now()  # it now waits for somebody else
    return TranslationItem(
        kind=kind,
        object_key=found.object_key,
        locale_id=found.locale,
        title=found.title[:255],
        translated_title=_translated_title(found.texts)[:255],
        about=found.about,
        source_language=found.source_language,
        state=state,
        texts=len(found.texts),
        missing=sum(text.state == "missing" for text in left),
        changed=sum(text.state == "changed" for text in left),
        words=words_in(found.texts),
        words_left=words_in(left),
        is_begun=found.is_begun,
        waiting_since=since if state in WAITING else None,
    )


def _translated_title(texts: list[Text]) -> str:
    """A page's title or a term's label; the old one if the original has changed since."""
    found = next((text for text in texts if text.path == "title"), texts[0] if texts else None)
    if found is None or found.is_rich:
        return ""
    return found.translation or (found.previous.translation if found.previous else "")


class _Refresh:
    """The items that a transaction changed, by kind."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = defaultdict(set)
        self.is_all = False
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        if self.is_all:
            refresh_all()
            return
        for kind, keys in self.keys.items():
            refresh(kind, keys)


def refresh_after_commit(kind: str, keys: Iterable[Any]) -> None:
    """Refreshes once per transaction, however often it changes an item."""
    _after_commit().keys[kind].update(map(str, keys))


def refresh_all_after_commit() -> None:
    _after_commit().is_all = True


def _after_commit() -> _Refresh:
    due = next((due[1] for due in reversed(connection.run_on_commit) if isinstance(due[1], _Refresh)), None)
    if due is None or due.is_done:
        due = _Refresh()
        transaction.on_commit(due, robust=True)
    return due


@receiver(post_save, sender=Locale)
def language_added(created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Adds all items in the new language, including those that nobody will change for years."""
    if created and not raw:
        refresh_all_after_commit()
