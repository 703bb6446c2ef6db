"""Counts wrong passwords in the database, so that all processes of the site share the counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from cms.base.signals import worker_run

EXPIRY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """After `free` failures each further attempt has to wait: `first`, then twice as long each time, at `most`.

    Counting starts again `window` after the first failure.
    """

    free: int
    first: timedelta
    most: timedelta
    window: timedelta


# Only `pair` and `device` stop somebody for long, because nobody else can use them up. The other two slow guessing from
# many networks and at many accounts down; owners bypass them with the cookie of a browser that they have signed in with
# before.
LIMITS = {
    "pair": Limit(5, timedelta(minutes=1), timedelta(hours=1), EXPIRY),  # an account, from one network
    "device": Limit(5, timedelta(minutes=1), timedelta(hours=1), EXPIRY),
    "account": Limit(15, timedelta(seconds=2), timedelta(minutes=1), timedelta(hours=1)),
    "network": Limit(30, timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1)),
}
FORGIVEN = ("pair", "device")  # by a correct password; an attacker could use their own account to reset the others


class PasswordAttempts(models.Model):
    """How often something has failed. The key is a keyed hash: no names and no IP addresses are stored."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    started = models.DateTimeField()
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key

    def wait(self, scope: str, moment: datetime) -> timedelta:
        limit = LIMITS[scope]
        if self.failures < limit.free or self.started < moment - limit.window:
            return timedelta()
        doubled = limit.first * 2 ** min(self.failures - limit.free, 20)
        return max(self.last + min(doubled, limit.most) - moment, timedelta())

    def count(self, scope: str, moment: datetime) -> None:
        if self.started < moment - LIMITS[scope].window:
            self.failures, self.started = 0, moment
        self.failures += 1
        self.last = moment


Keys = Mapping[str, str]  # by scope


def key_of(*parts: str) -> str:
    return salted_hmac("cms.base.access", "\n".join(parts), algorithm="sha256").hexdigest()


def begin(keys: Keys) -> timedelta:
    """Count an attempt as failed before its password is checked, so that parallel attempts gain nothing.

    Returns how long to wait if a limit is reached; the attempt is then not counted.
    """
    moment = now()
    if wait := _longest_wait(PasswordAttempts.objects.filter(key__in=keys.values()), keys, moment):
        return wait
    with transaction.atomic():
        new = [PasswordAttempts(key=key, started=moment, last=moment) for key in keys.values()]
        PasswordAttempts.objects.bulk_create(new, ignore_conflicts=True)
        # Locked in one order: two requests with keys in common wait for each other.
        rows = list(PasswordAttempts.objects.filter(key__in=keys.values()).select_for_update().order_by("key"))
        if wait := _longest_wait(rows, keys, moment):
            return wait
        for scope, row in _by_scope(rows, keys):
            row.count(scope, moment)
        PasswordAttempts.objects.bulk_update(rows, ["failures", "started", "last"])
    return timedelta()


def succeeded(keys: Keys) -> None:
    """The password of the attempt that `begin` has counted was correct."""
    forgiven = [key for scope, key in keys.items() if scope in FORGIVEN]
    PasswordAttempts.objects.filter(key__in=forgiven).delete()
    others = PasswordAttempts.objects.filter(key__in=set(keys.values()) - set(forgiven), failures__gt=0)
    others.update(failures=F("failures") - 1)


def _by_scope(rows: Any, keys: Keys) -> list[tuple[str, PasswordAttempts]]:
    scopes = {key: scope for scope, key in keys.items()}
    return [(scopes[row.key], row) for row in rows]


def _longest_wait(rows: Any, keys: Keys, moment: datetime) -> timedelta:
    return max((row.wait(scope, moment) for scope, row in _by_scope(rows, keys)), default=timedelta())


@receiver(worker_run)
def delete_expired(**kwargs: Any) -> None:
    expired = PasswordAttempts.objects.filter(last__lt=now() - EXPIRY)
    if expired.exists():  # avoids a needless write lock on SQLite
        expired.delete()
