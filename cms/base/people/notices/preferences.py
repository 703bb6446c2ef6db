"""Reads and changes how often users want each kind of notice, updating what is waiting for them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cms.base.people.notices.kinds import NoticeKind, Rhythm, kinds
from cms.base.people.notices.model import HeldNotice, NoticePreference, next_due


def rhythms_of(users: Iterable[Any], kind: NoticeKind) -> dict[int, str]:
    """The rhythm of each user, by primary key. One query."""
    ids = [user.pk for user in users]
    chosen = dict(NoticePreference.objects.filter(user__in=ids, kind=kind.name).values_list("user", "rhythm"))
    return {pk: chosen.get(pk, kind.default) for pk in ids}


def choices_of(user: Any) -> dict[str, str]:
    """The rhythm of each kind."""
    chosen = dict(NoticePreference.objects.filter(user=user).values_list("kind", "rhythm"))
    return {kind.name: chosen.get(kind.name, kind.default) for kind in kinds()}


@transaction.atomic
def choose(user: Any, rhythms: dict[str, str]) -> None:
    """`rhythms` is keyed by the name of the kind. Held notices follow: they are dropped, or sent at another time."""
    for kind, rhythm in rhythms.items():
        NoticePreference.objects.update_or_create(user=user, kind=kind, defaults={"rhythm": rhythm})
        held = HeldNotice.objects.filter(user=user, kind=kind)
        if rhythm == Rhythm.NEVER:
            held.delete()
        else:
            held.update(due=next_due(rhythm))
