"""The domain signals: pages (by translation group) or labels are about to change, or have changed.

They are sent inside the transaction of the change, so that data derived from the pages can be written in the same
transaction. `page_published` would be too late: Wagtail sends it after the commit.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal
from wagtail.models import Page

from cms.base.context_values import holding
from cms.base.tasks import tasks_run_once

content_changing = Signal()  # pages are about to change: receivers that need a lock take it now
content_changed = Signal()  # keys: Iterable[UUID], translation keys; may be an unevaluated queryset
worker_run = Signal()  # one run of the worker: receivers that have fallen behind catch up now
mail_round = Signal()  # every two seconds, after the outbox: receivers send mails of their own
# address: str, came_back: bool. Sent when the address's server permanently refuses mail, or a mail service later
# reports that the mail bounced.
mail_refused = Signal()
mail_delivered = Signal()  # address: str; a mail service says that its mail has arrived
mail_unwanted = Signal()  # address: str; its owner reported the mail as spam, or asked the mail service to send no more
site_begun = Signal()  # a new site has its home page: receivers add what it starts with
data_requested = Signal()  # address: str; receivers return a dictionary of the data about its owner
data_erased = Signal()  # address: str; receivers delete that data, in the transaction that deletes the reader
labels_changed = Signal()  # labels of facet values (concepts, partners) have changed

_collected: ContextVar[set[UUID] | None] = ContextVar("collected", default=None)  # keys to announce at the end


def will_change() -> None:
    """Announce that pages will change in this transaction.

    Called before the first row of a page is locked: all writers must lock pages and the data derived from them in the
    same order, or they could deadlock.
    """
    content_changing.send(sender=None)


def changed(keys: Iterable[UUID]) -> None:
    """Announce that the translation groups `keys` have changed.

    A queryset is passed on unevaluated: receivers evaluate it when nobody else is changing the pages.
    """
    collected = _collected.get()
    if collected is None:
        content_changed.send(sender=None, keys=keys)
    else:
        collected.update(keys)


@contextmanager
def announced_once() -> Iterator[None]:
    """A transaction whose page changes are announced together at its end, however often each page is saved.

    Wagtail's own tasks for each page also run once, at the end.
    """
    with transaction.atomic():
        if _collected.get() is not None:  # within another one
            yield
            return
        will_change()
        keys: set[UUID] = set()
        with holding(_collected, keys), tasks_run_once():
            yield
        changed(keys)


def subtree_changed(page: Page) -> None:
    """Announce that `page` and its descendants have changed, for instance their URL or their privacy."""
    changed(Page.objects.descendant_of(page, inclusive=True).values_list("translation_key", flat=True))
