"""The kinds of notices that people with an account get by e-mail, each as often as they like.

Mails that people must get are not notices: an invitation, a new password.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.base.mail.model import OutgoingMail
from cms.base.readers.rhythms import RHYTHMS

MailKind = OutgoingMail.Kind


class Rhythm(models.TextChoices):
    NOW = "now", _("at once")
    DAILY = "daily", RHYTHMS["daily"][0]
    WEEKLY = "weekly", RHYTHMS["weekly"][0]
    NEVER = "never", _("never")


@dataclass(frozen=True)
class NoticeKind:
    name: str  # part of URLs, so without "-"
    label: Any
    default: Rhythm = Rhythm.NOW
    mail_kind: MailKind = MailKind.NOTIFICATION  # in the list of outgoing mail


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> NoticeKind:
    _kinds[kind.name] = kind
    return kind


def kinds() -> list[NoticeKind]:
    return list(_kinds.values())


def kind_named(name: str) -> NoticeKind | None:
    return _kinds.get(name)


REVIEW_ASKED = register(NoticeKind("review", _("Somebody asks for a review"), mail_kind=MailKind.REVIEW))
SENT = register(NoticeKind("sent", _("Receipts for what you send for review"), mail_kind=MailKind.REVIEW))
CHANGES_ASKED = register(NoticeKind("changes", _("Changes to your page are requested"), mail_kind=MailKind.REVIEW))
PUBLISHED = register(NoticeKind("published", _("Your page is published"), mail_kind=MailKind.REVIEW))
COMMENT = register(NoticeKind("comment", _("Comments on pages that you follow")))
TRANSLATION = register(NoticeKind("translation", _("New or changed originals, for translators"), default=Rhythm.WEEKLY))
