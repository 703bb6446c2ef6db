"""The ways in which a page changes that do not go through the `save` of its own class."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from cms.base.changes import announce, announce_below


@receiver(post_save, sender=Page)
def base_page_saved(instance: Page, raw: bool, **kwargs: Any) -> None:
    """Move, bulk unpublish and scheduled expiry save the base `Page`, not the specific one."""
    if not raw:
        announce_below(instance)


@receiver(post_delete, sender=Page)
def page_deleted(instance: Page, **kwargs: Any) -> None:
    announce({instance.translation_key})


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    announce_below(instance.page)
    for translation in instance.page.get_translations():
        announce_below(translation)  # a translation is at least as private as its original
