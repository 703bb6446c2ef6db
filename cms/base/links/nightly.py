"""The worker checks links at night: a few per run, so that mails do not wait, and one per host."""

from datetime import datetime, time, timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from cms.base.links.checking import Answer, Outcome, check
from cms.base.links.finding import note_links
from cms.base.links.model import OutgoingLink
from cms.base.models import BasePage
from cms.base.signals import worker_run

NIGHT = range(1, 5)  # hours in the site's time zone
RUN = 8.0  # seconds after which a run starts no further link
PAUSE = timedelta(seconds=20)  # between two links to one host
MAX_PER_HOST = 20  # links per night
NIGHTLY, WEEKLY = timedelta(days=1), timedelta(days=7)  # until the next check of a failed and of a working link


@receiver(worker_run)
def check_at_night(**kwargs: Any) -> None:
    if settings.CHECK_LINKS and timezone.localtime().hour in NIGHT:
        check_some()


@receiver([page_published, page_unpublished])
def note_again(instance: Any, **kwargs: Any) -> None:
    """Refreshes a page's links, so that a corrected link leaves the editors' list before the night."""
    if settings.CHECK_LINKS and isinstance(instance, BasePage):
        note_links(instance.pk)


def check_some() -> None:
    """One run. The first of a night records all links, because pages also change without signals."""
    if cache.add(f"links-noted-{timezone.localdate()}", True, 24 * 60 * 60):
        note_links()
    until = monotonic() + RUN
    for link in due_links():
        if monotonic() >= until:
            break
        if _claim(link):
            save_answer(link, check(link.url))


def due_links() -> QuerySet[OutgoingLink]:
    """One link per host that may be requested now, those that have waited longest first."""
    now = timezone.now()
    tonight = OutgoingLink.objects.filter(checked__gte=_midnight()).order_by().values("host")
    resting = tonight.annotate(times=Count("pk"), latest=Max("checked")).filter(
        Q(times__gte=MAX_PER_HOST) | Q(latest__gt=now - PAUSE)
    )
    due = OutgoingLink.objects.filter(due__lte=timezone.localdate())
    first = due.filter(host=OuterRef("host")).order_by("due", "pk").values("pk")[:1]
    return due.filter(pk=Subquery(first)).exclude(host__in=resting.values("host")).order_by("due", "pk")


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time()))


def _claim(link: OutgoingLink) -> bool:
    """Takes the link for this worker, unless another has: during an upgrade there are two. Returns whether it did."""
    due = timezone.localdate() + NIGHTLY
    mine = OutgoingLink.objects.filter(pk=link.pk, due=link.due).update(due=due, checked=timezone.now())
    return bool(mine)


def save_answer(link: OutgoingLink, answer: Answer) -> None:
    """Counts a failed night, or resets the count."""
    row, today = OutgoingLink.objects.filter(pk=link.pk), timezone.localdate()
    if answer.outcome in (Outcome.FINE, Outcome.UNKNOWN):
        row.update(nights_gone=0, nights_failed=0, failing_since=None, reason="", due=today + WEEKLY)
        return
    row.update(
        nights_gone=F("nights_gone") + int(answer.outcome == Outcome.GONE),
        nights_failed=F("nights_failed") + 1,
        failing_since=link.failing_since or today,
        reason=answer.reason,
    )
