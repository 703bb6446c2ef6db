"""What was held back for somebody, in one mail, as soon as it is due."""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import ngettext, override

from cms.base.mail.sender import site_name
from cms.base.people.notices.kinds import kind_named
from cms.base.people.notices.model import HeldNotice
from cms.base.people.notices.sending import language_of, send
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
    """Locked, so that two workers do not send it twice; nothing is deleted of which the mail is not written."""
    due = HeldNotice.objects.filter(user=pk, due__lte=timezone.now())
    notices = list(due.select_for_update(skip_locked=True))
    HeldNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    user = get_user_model()._default_manager.get(pk=pk)
    kinds = [kind for name in dict.fromkeys(notice.kind for notice in notices) if (kind := kind_named(name))]
    if not kinds or not user.is_active or not user.email:
        return
    with override(language_of(user)):
        count = len(notices)
        subject = ngettext("%(site)s: %(count)d message", "%(site)s: %(count)d messages", count)
        send(user, kinds, subject % {"site": site_name(), "count": count}, notices)
