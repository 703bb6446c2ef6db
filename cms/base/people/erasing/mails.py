"""Erases somebody from mails: those to them, and their name in unsent mails to others."""

import re
from functools import partial

from django.db.models import QuerySet

from cms.base.mail.model import OutgoingMail
from cms.base.people.erasing.places import Places, finders, pattern_of
from cms.base.people.notices.model import HeldNotice

INSTEAD = "…"


def mails_about(name: str, address: str) -> Places:
    theirs = OutgoingMail.objects.filter(recipient__iexact=address) if address else OutgoingMail.objects.none()
    pattern = pattern_of(name, address)
    others = OutgoingMail.objects.unsent().exclude(pk__in=theirs)
    mails = [mail for mail in others.iterator() if pattern.search(_text_of(mail))]
    notices = [each for each in HeldNotice.objects.iterator() if pattern.search(f"{each.subject} {each.text}")]
    return Places(theirs.count() + len(mails) + len(notices), partial(_erase, theirs, mails, notices, pattern))


def _erase(
    theirs: QuerySet[OutgoingMail], mails: list[OutgoingMail], notices: list[HeldNotice], pattern: re.Pattern[str]
) -> None:
    theirs.delete()
    for mail in mails:
        mail.subject, mail.body = pattern.sub(INSTEAD, mail.subject), pattern.sub(INSTEAD, mail.body)
        mail.headers = {key: value for key, value in mail.headers.items() if not pattern.search(str(value))}
        mail.alternatives = [[pattern.sub(INSTEAD, content), kind] for content, kind in mail.alternatives]
        mail.save(update_fields=["subject", "body", "headers", "alternatives"])
    for notice in notices:
        notice.subject, notice.text = pattern.sub(INSTEAD, notice.subject), pattern.sub(INSTEAD, notice.text)
        notice.save(update_fields=["subject", "text"])


def _text_of(mail: OutgoingMail) -> str:
    contents = [content for content, _kind in mail.alternatives]
    return "\n".join([mail.subject, mail.body, *map(str, mail.headers.values()), *contents])


finders.append(mails_about)
