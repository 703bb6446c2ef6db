"""The link that stops notices without signing in: signed, and valid for nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from cms.base.people.notices.kinds import NoticeKind, kind_named
from cms.base.readers.links import parts_of, personal_url


@dataclass(frozen=True)
class Stopping:
    user: Any
    kinds: list[NoticeKind]


def stop_url(user: Any, kinds: Iterable[NoticeKind]) -> str:
    token = "-".join([str(user.pk), *(kind.name for kind in kinds)])
    return personal_url("stop_notices", "notices", token)


def to_stop(token: str) -> Stopping | None:
    """What to stop; None if the account no longer exists. Raises `ForgedLink`."""
    pk, *names = parts_of(token, "notices")
    user = get_user_model()._default_manager.filter(pk=pk).first()
    return Stopping(user, [kind for kind in map(kind_named, names) if kind]) if user else None
