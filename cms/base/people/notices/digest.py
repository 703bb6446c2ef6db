"""Sends held notices in one mail, when they are due or the action that they are about has ended."""

import logging
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import ngettext, override

from cms.base.mail.sender import site_name
from cms.base.people.notices.kinds import Rhythm, kind_named
from cms.base.people.notices.model import HeldNotice, next_due
from cms.base.people.notices.preferences import choices_of
from cms.base.people.notices.sending import hold, language_of, send
from cms.base.people.notices.together import joined
from cms.base.signals import worker_run

log = logging.getLogger(__name__)


@receiver(worker_run)
def send_digests(**kwargs: Any) -> None:
    for pk in HeldNotice.objects.filter(due__lte=timezone.now()).order_by().values_list("user", flat=True).distinct():
        try:
            send_digest(pk)
        except Exception:
            log.exception("The notices for user %d were not sent.", pk)


@transaction.atomic
def send_digest(pk: int) -> None:
    """Locks, so that two workers do not send it twice; notices are deleted only once the mail is written."""
    due = HeldNotice.objects.filter(user=pk, due__lte=timezone.now())
    notices = list(due.select_for_update(skip_locked=True))
    HeldNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    user = get_user_model()._default_manager.get(pk=pk)
    if notices and user.is_active and user.email:
        with override(language_of(user)):
            _send_together(user, notices, _subject(notices))


@transaction.atomic
def tell(action: str, **context: Any) -> None:
    """Sends the notices held until the end of `action`; call it in the last transaction of the action.

    `context` is for texts about many pages.
    """
    held = HeldNotice.objects.filter(action=action).select_related("user").order_by("user_id", "kind", "template", "pk")
    notices = list(held.select_for_update(skip_locked=True, of=("self",)))
    HeldNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    for user, theirs in groupby(notices, key=lambda notice: notice.user):
        if user.is_active and user.email:
            with override(language_of(user)):
                _tell(user, list(theirs), context)


def _tell(user: Any, notices: Iterable[HeldNotice], context: dict[str, Any]) -> None:
    """Sends what a recipient wants at once in one mail; the rest waits for their digests."""
    rhythms, at_once = choices_of(user), []
    for (kind, _template), alike in groupby(notices, key=lambda notice: (notice.kind, notice.template)):
        rhythm = rhythms.get(kind, Rhythm.NEVER)
        for notice in joined(list(alike), context):
            if rhythm == Rhythm.NOW:
                at_once.append(notice)
            elif rhythm != Rhythm.NEVER:
                notice.pk, notice.action, notice.line = None, "", ""
                hold(notice, next_due(rhythm))
    if at_once:
        _send_together(user, at_once, at_once[0].subject if len(at_once) == 1 else _subject(at_once))


def _subject(notices: Sequence[HeldNotice]) -> str:
    count = len(notices)
    text = ngettext("%(site)s: %(count)d message", "%(site)s: %(count)d messages", count)
    return text % {"site": site_name(), "count": count}


def _send_together(user: Any, notices: Sequence[HeldNotice], subject: str) -> None:
    """One mail, in the active language."""
    kinds = [kind for name in dict.fromkeys(notice.kind for notice in notices) if (kind := kind_named(name))]
    if kinds:
        send(user, kinds, subject, notices)
