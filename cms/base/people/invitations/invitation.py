"""An invitation to work in a team: whom it was sent to, and whether its link is still valid."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.base.signals import worker_run

VALID_FOR = timedelta(days=7)
KEEP_FOR = timedelta(days=30)  # how long an unaccepted one can be sent again


class InvitationQuerySet(models.QuerySet):
    def pending(self) -> Self:
        return self.filter(accepted=None)

    def with_token(self, token: str) -> Self:
        return self.filter(digest=digest_of(token))


class Invitation(models.Model):
    """One per address and team. The link has a random token, of which the database stores a hash."""

    team = models.CharField(max_length=80)  # the key of a `Team`
    address = models.CharField(max_length=254)
    folded = models.CharField(max_length=254)
    language = models.CharField(max_length=12)
    as_administrator = models.BooleanField(default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    sent = models.DateTimeField(default=timezone.now)
    accepted = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "folded"], name="base_invited_once")]

    def __str__(self) -> str:
        return f"{self.team}: {self.address}"

    @property
    def expires(self) -> Any:
        return self.sent + VALID_FOR

    @property
    def is_expired(self) -> bool:
        return bool(self.expires < timezone.now())


def digest_of(token: str) -> str:
    """The salt stays when modules move, or links that are on their way would not work."""
    return salted_hmac("cms.base.people.invitation", token, algorithm="sha256").hexdigest()


@receiver(worker_run)
def delete_old_invitations(**kwargs: Any) -> None:
    """Accepted ones are only useful as long as somebody may open the link again."""
    now = timezone.now()
    old = Invitation.objects.filter(
        models.Q(accepted__lt=now - VALID_FOR) | models.Q(accepted=None, sent__lt=now - KEEP_FOR)
    )
    if old.exists():  # avoids a needless write lock on SQLite
        old.delete()
