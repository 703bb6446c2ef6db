"""The one way to notify people with an account: at once, later in a digest, or not at all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from cms.base.mail.kinds import mails_of_kind
from cms.base.people.notices.kinds import NoticeKind, Rhythm
from cms.base.people.notices.links import stop_url
from cms.base.people.notices.model import HeldNotice, next_due
from cms.base.people.notices.preferences import rhythms_of
from cms.base.people.notices.together import ENDS_WITHIN, current_action
from cms.base.readers import links


def notify(users: Iterable[Any], kind: NoticeKind, template: str, context: dict[str, Any], about: str = "") -> None:
    """Notifies each of `users` who wants it, in their language. Part of the transaction of the event itself.

    `template` is "folder/name", for "folder/name_subject.txt" and "folder/name.txt". Both get `context` and `user`, the
    recipient. A held notice about `about` is replaced by a newer one. The notices of an action on many pages are held
    until it ends (`together.py`).
    """
    action = current_action()
    reachable = {user.pk: user for user in users if user and user.is_active and user.email}
    for pk, rhythm in rhythms_of(reachable.values(), kind).items():
        user = reachable[pk]
        if rhythm == Rhythm.NEVER:
            continue
        with override(language_of(user)):
            values = {"settings": settings, **context, "user": user, "is_notice": True}
            subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
            text = render_to_string(f"{template}.txt", values).strip()
            notice = HeldNotice(user=user, kind=kind.name, about=about, subject=subject, text=text)
            if action:
                notice.action, notice.template = action, template
                lines = render_to_string("base/mails/line.txt", values).splitlines()
                notice.line = "\n  ".join(line.strip() for line in lines if line.strip())
                hold(notice, timezone.now() + ENDS_WITHIN)
            elif rhythm == Rhythm.NOW:
                send(user, [kind], subject, [notice])
            else:
                hold(notice, next_due(rhythm))


def language_of(user: Any) -> str:
    """The user's language; if they have chosen none, the site's, not that of the signed-in user."""
    return UserProfile.get_for_user(user).preferred_language or settings.LANGUAGE_CODE


@transaction.atomic
def hold(notice: HeldNotice, due: datetime) -> None:
    if notice.about:
        HeldNotice.objects.filter(user=notice.user, kind=notice.kind, about=notice.about).delete()
    notice.due = due
    notice.save()


def send(user: Any, kinds: Sequence[NoticeKind], subject: str, notices: Sequence[HeldNotice]) -> None:
    """One mail, in the active language, which is the recipient's."""
    stop = stop_url(user, kinds)
    context = {
        "user": user,
        "subject": subject,
        "notices": notices,
        "kinds": [str(kind.label) for kind in kinds],
        "account_url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_account')}#tab-notifications",
        "stop_url": stop,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("base/mails/notice.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated", **links.headers(stop)},
    )
    mail.attach_alternative(render_to_string("base/mails/notice.html", context), "text/html")
    with mails_of_kind(kinds[0].mail_kind):
        mail.send()
