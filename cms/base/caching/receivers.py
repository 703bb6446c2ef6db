"""Every change counts, except to what no page shows: an omission from the list costs a rendering, never correctness."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from cms.base.caching.clock import PageClock
from cms.base.signals import content_changed, labels_changed

# Sessions, logs, drafts, and what is derived from rows that have already counted.
SILENT_APPS = {
    "sessions",
    "search",
    "wagtailsearch",
    "wagtailadmin",
    "wagtail_localize",
    "tasks",
    "contenttypes",
    "migrations",
}
# Nevertheless, because public pages say that an original is newer than its translation.
COUNTED = {"wagtail_localize.translation", "wagtail_localize.translationsource"}
SILENT = {
    "base.heldnotice",
    "base.helpfulcount",
    "base.invitation",
    "base.linkuse",
    "base.noticepreference",
    "base.outgoinglink",
    "base.outgoingmail",
    "base.pageclock",
    "base.passwordattempts",
    "base.preparation",
    "base.reader",
    "base.rendition",
    "base.sharedpage",
    "base.subscription",
    "base.textversion",
    "base.translationitem",
    "base.unsubscribed",
    "home.delivery",
    "home.sending",
    "practices.partnerreviewstate",
    "practices.reminder",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.workflowstate",
    "wagtailusers.userprofile",
}


@receiver([post_save, post_delete, m2m_changed])
def row_changed(sender: type[Model], **kwargs: Any) -> None:
    if sender.__module__ == "__fake__":  # a historical model, in a migration
        return
    meta = sender._meta
    is_silent = (meta.app_label in SILENT_APPS and meta.label_lower not in COUNTED) or meta.label_lower in SILENT
    if is_silent or kwargs.get("raw"):
        return
    if kwargs.get("update_fields") == frozenset({"last_login"}):
        return
    PageClock.tick_after_commit()


@receiver([content_changed, labels_changed])
def content_has_changed(**kwargs: Any) -> None:
    """Wagtail also changes rows without signals: URLs below a page that moves, translations published together."""
    PageClock.tick_after_commit()
