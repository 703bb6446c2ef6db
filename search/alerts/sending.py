"""The worker looks for practices that an alert has not reported yet, and writes the mail into the outbox."""

import logging
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext, override

from cms.base.delivery.urls import full_url_of
from cms.base.mail.kinds import Kind as MailKind
from cms.base.mail.kinds import mails_of_kind
from cms.base.mail.sender import site_name
from cms.base.readers import links
from cms.base.readers.model import Reader, Subscription
from cms.base.readers.rhythms import RHYTHMS
from cms.base.signals import worker_run
from practices.models import PracticeIndexPage, PracticePage
from search.alerts.kind import PRACTICES
from search.alerts.topic import Topic, query_of
from search.answering.followed import newest_full_matches
from search.query.results import Hit

log = logging.getLogger(__name__)
SETTLED = timedelta(minutes=5)  # after this, a published practice is certainly in the search: its transaction is over
BATCH_SIZE = 200  # alerts per run of the worker


@receiver(worker_run)
def send_alerts(**kwargs: Any) -> None:
    until = timezone.now() - SETTLED
    for pk in _due(until)[:BATCH_SIZE]:
        try:
            _send(pk, until)
        except Exception:
            log.exception("Alert %d failed.", pk)


def _due(until: datetime) -> list[int]:
    found = Subscription.objects.filter(kind=PRACTICES.name, reader__refused=None).confirmed()
    shortest = min(interval for _label, interval in RHYTHMS.values())
    rows = (
        found.filter(done_until__lte=until - shortest).order_by("done_until").values_list("pk", "topic", "done_until")
    )
    return [pk for pk, topic, done in rows if done <= until - Topic.parse(topic).interval]


@transaction.atomic
def _send(pk: int, until: datetime) -> None:
    """Locks, so that two workers do not send it twice; practices are marked as sent only once the mail is written.

    Locks the reader first, so that deleting them deletes this mail as well.
    """
    Reader.objects.select_for_update(of=("self",)).filter(subscriptions=pk).first()
    subscription = Subscription.objects.select_for_update(of=("self",)).select_related("reader").filter(pk=pk).first()
    if subscription is None or subscription.done_until is None:
        return
    since, topic = subscription.done_until, Topic.parse(subscription.topic)
    if since > until - topic.interval:  # another worker has sent it
        return
    with override(subscription.reader.language):
        hits = _new(topic, subscription.reader.language, since, until)
        if hits:
            _write(subscription, topic, hits)
    subscription.done_until = until
    subscription.save(update_fields=["done_until"])


def _new(topic: Topic, language: str, since: datetime, until: datetime) -> list[Hit]:
    """The new ones among the latest hits with all words, without guesses at what was meant. The link leads to more."""
    hits = newest_full_matches(query_of(topic.search, language), [PracticePage.kind]).hits
    return [hit for hit in hits if since < hit.sorted_at <= until]


def _write(subscription: Subscription, topic: Topic, hits: list[Hit]) -> None:
    reader = subscription.reader
    unsubscribe = links.unsubscribe_url(reader, PRACTICES.name, subscription.topic)
    context = {
        "label": topic.label(reader.language),
        "practices": [_practice(hit, reader.language) for hit in hits],
        "search_url": _search_url(topic, reader.language),
        "preferences_url": links.preferences_url(reader),
        "unsubscribe_url": unsubscribe,
    }
    site = site_name()
    subject = ngettext("%(site)s: %(count)d new practice", "%(site)s: %(count)d new practices", len(hits))
    body = render_to_string("search/mails/alert.txt", {"site": site, **context})
    with mails_of_kind(MailKind.SUBSCRIPTION):
        EmailMessage(
            subject=subject % {"site": site, "count": len(hits)},
            body=body,
            to=[reader.address],
            headers=links.headers(unsubscribe),
        ).send()


def _practice(hit: Hit, reader: str) -> dict[str, str]:
    words = hit.words[hit.language_for(reader)]
    url = urljoin(settings.WAGTAILADMIN_BASE_URL, words["url"])
    return {"title": words["title"], "summary": words["summary"], "url": url}


def _search_url(topic: Topic, language: str) -> str:
    pages = PracticeIndexPage.objects.live().select_related("locale")
    page = pages.filter(locale__language_code=language).first() or pages.order_by("pk").first()
    query = query_of(topic.search, language).sorted_by("newest")
    return f"{full_url_of(page, None)}{query.to_url()}" if page else settings.WAGTAILADMIN_BASE_URL
