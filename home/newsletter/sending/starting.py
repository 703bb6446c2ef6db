"""At the scheduled time, composes an issue in every language and records who gets it."""

import logging

from django.db import transaction
from django.utils import timezone

from home.newsletter.issue_page import NewsletterPage
from home.newsletter.mail import compose_mail
from home.newsletter.sending.audience import issues, readers
from home.newsletter.sending.model import Delivery, Sending, deliveries_for

log = logging.getLogger(__name__)
Mails = dict[str, dict[str, str]]


class NotPublished(Exception):
    """The issue is not published in any language offered."""


def composed(pages: dict[str, NewsletterPage]) -> Mails:
    """The mails to store, so that everybody gets the same even if pages change."""
    mails = {code: compose_mail(page) for code, page in pages.items()}
    return {code: {"subject": mail.subject, "html": mail.html, "text": mail.text} for code, mail in mails.items()}


def start_due() -> None:
    due = Sending.objects.filter(state=Sending.State.SCHEDULED, starts__lte=timezone.now())
    for pk in due.values_list("pk", flat=True):
        try:
            _start(pk)
        except Exception as error:
            log.exception("A newsletter was not started.")
            problem = Sending.Problem.UNPUBLISHED if isinstance(error, NotPublished) else Sending.Problem.COMPOSING
            Sending.objects.filter(pk=pk, started=None).update(state=Sending.State.PAUSED, problem=problem)


@transaction.atomic
def _start(pk: int) -> None:
    sending = Sending.objects.select_for_update().filter(pk=pk, state=Sending.State.SCHEDULED).first()
    if sending is None:  # another worker has started it
        return
    mails = composed(issues(sending.issue))
    if not mails:
        raise NotPublished
    Delivery.objects.bulk_create(deliveries_for(sending, readers(mails)), batch_size=1000)
    sending.mails, sending.problem = mails, ""
    sending.state, sending.started = Sending.State.RUNNING, timezone.now()
    sending.save()
