"""The worker's rounds: each mail is marked before it is handed to the mail server, so that nobody gets two.

A killed worker leaves at most one mail in doubt, the one it was handing over. No transaction is open during that.
"""

import logging
import smtplib
from datetime import timedelta
from email.utils import formatdate
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models.fields.json import KeyTransform
from django.dispatch import receiver
from django.utils import timezone

from cms.base.mail.model import WAIT
from cms.base.mail.sender import named
from cms.base.mail.sending import OF_ONE_MAIL, accepted, address_refused, problem_of
from cms.base.readers import links
from cms.base.readers.model import Reader, Subscription
from cms.base.signals import mail_refused, mail_round
from home.newsletter.mail import ComposedMail
from home.newsletter.sending.kind import NEWSLETTER
from home.newsletter.sending.model import Delivery, Sending
from home.newsletter.sending.post import Post
from home.newsletter.sending.starting import start_due

log = logging.getLogger(__name__)
State = Delivery.State
ROUND = 10.0  # seconds: then the worker turns to other mails and scheduled pages
MINUTE = timedelta(minutes=1)


@receiver(mail_round)
def send_newsletters(**kwargs: Any) -> None:
    start_due()
    if (lost := Delivery.objects.lost()).exists():  # avoids a needless write lock on SQLite
        lost.update(state=State.DOUBT)
    running = Sending.objects.filter(state=Sending.State.RUNNING)
    for pk in running.order_by("started").values_list("pk", flat=True):
        _send(pk)
        _finish(pk)


def _send(pk: int) -> None:
    """Sends the due mails of one sending until the round is over or the limit per minute is reached."""
    if not _is_due(pk) or _limit_is_reached():
        return
    end = monotonic() + ROUND
    sender, post = named(settings.DEFAULT_FROM_EMAIL), Post()
    try:
        while monotonic() < end and _is_due(pk):
            try:
                post.open()
            except OSError as error:
                _postpone(pk, error)
                return
            claimed = _claim(pk)
            if claimed is None:
                return
            delivery, mail = claimed
            if delivery.state == State.LEFT_OUT or delivery.reader is None:
                continue
            try:
                post.hand_over(message_for(delivery, delivery.reader, mail, sender))
            except Exception as error:
                _failed(delivery, error, post.may_have_been_sent)
                if isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL):
                    _postpone(pk, error)
                    return
            else:
                _sent(delivery)
    finally:
        post.close()


def _is_due(pk: int) -> bool:
    return Delivery.objects.due().filter(sending=pk).exists()


def _claim(pk: int) -> tuple[Delivery, dict[str, str]] | None:
    """Marks a mail as being handed over, commits, and returns its text; None if none is due or the limit is reached.

    The lock on the sending makes workers take turns; SQLite has one writer anyway. The text is read each time, because
    an editor may have paused the sending, changed the text and resumed.
    """
    with transaction.atomic():
        sending = Sending.objects.select_for_update().defer("mails").filter(pk=pk, state=Sending.State.RUNNING).first()
        now = timezone.now()
        if sending is None or (sending.next_try and sending.next_try > now) or _limit_is_reached():
            return None
        due = Delivery.objects.due().filter(sending=sending).select_related("reader")
        delivery = due.order_by("tries", "pk").first()
        if delivery is None:
            return None
        delivery.sending = sending
        if _still_wants_it(delivery.reader):
            delivery.state, delivery.handed, delivery.tries = State.HANDING, now, delivery.tries + 1
        else:
            delivery.state = State.LEFT_OUT
        delivery.save(update_fields=["state", "handed", "tries"])
        mail = Sending.objects.values_list(KeyTransform(delivery.language, "mails"), flat=True).get(pk=pk)
    return delivery, mail


def _limit_is_reached() -> bool:
    in_last_minute = Delivery.objects.filter(handed__gt=timezone.now() - MINUTE)
    return in_last_minute.count() >= settings.NEWSLETTER_PER_MINUTE


def _still_wants_it(reader: Reader | None) -> bool:
    if reader is None or reader.refused:
        return False
    return Subscription.objects.filter(reader=reader, kind=NEWSLETTER.name).confirmed().exists()


def message_for(delivery: Delivery, reader: Reader, composed: dict[str, str], sender: str) -> EmailMultiAlternatives:
    mail = ComposedMail(language=delivery.language, **composed)
    unsubscribe = links.unsubscribe_url(reader, NEWSLETTER.name)
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    own = {
        # Stays the same if the mail is sent again.
        "Message-ID": f"<newsletter-{delivery.sending.issue.hex}-{delivery.pk}@{host}>",
        "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
        "List-Id": f"<newsletter.{host}>",
    }
    found = message(mail, reader.address, links.preferences_url(reader), unsubscribe, own)
    found.from_email = sender
    return found


def message(
    mail: ComposedMail, address: str, preferences: str, unsubscribe: str, headers: dict[str, str]
) -> EmailMultiAlternatives:
    mail = mail.for_reader(preferences, unsubscribe)
    found = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[address],
        headers={**headers, **links.headers(unsubscribe)},
    )
    found.attach_alternative(mail.html, "text/html")
    return found


def _report(delivery: Delivery, **values: Any) -> bool:
    """Records the result, unless an editor has meanwhile decided to resend it because this took too long."""
    mine = Delivery.objects.filter(pk=delivery.pk, handed=delivery.handed, state__in=(State.HANDING, State.DOUBT))
    return bool(mine.update(**values))


def _sent(delivery: Delivery) -> None:
    _report(delivery, state=State.SENT, problem="")
    if delivery.reader and delivery.reader.refusals:
        accepted(delivery.reader.address)


def _failed(delivery: Delivery, error: Exception, may_have_been_sent: bool) -> None:
    problem, _text = problem_of(error)  # the text may contain the address
    log.warning("A newsletter (delivery %d) was not sent: %s", delivery.pk, problem.value)
    if may_have_been_sent:
        _report(delivery, state=State.DOUBT, problem=problem)
    elif address_refused(error):
        _report(delivery, state=State.REFUSED, problem=problem)
        if delivery.reader:
            mail_refused.send(sender=None, address=delivery.reader.address, came_back=False)
    elif _is_hopeless(error) or _is_too_late(delivery):
        _report(delivery, state=State.FAILED, problem=problem)
    else:
        _report(delivery, state=State.WAITING, problem=problem, next_try=timezone.now() + delivery.wait())


def _is_hopeless(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return not isinstance(error, OSError)  # the mail itself is at fault


def _is_too_late(delivery: Delivery) -> bool:
    began = delivery.sending.started
    return bool(began and timezone.now() - began > settings.MAIL_GIVE_UP_AFTER)


def _postpone(pk: int, error: Exception) -> None:
    """Waits, because the server is in trouble: each further mail would take just as long to fail."""
    problem, _text = problem_of(error)
    Sending.objects.filter(pk=pk).update(next_try=timezone.now() + WAIT, problem=problem.value)


def _finish(pk: int) -> None:
    unfinished = Delivery.objects.filter(sending=pk, state__in=(State.WAITING, State.HANDING))
    if not unfinished.exists():
        Sending.objects.filter(pk=pk, state=Sending.State.RUNNING).update(
            state=Sending.State.DONE, finished=timezone.now(), problem="", next_try=None
        )
