"""What is deleted together with a partner."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Collection

from cms.base.signals import labels_changed
from practices.partners.page import PartnerPage


@receiver(pre_delete, sender=PartnerPage)
def deactivate_review(instance: PartnerPage, **kwargs: Any) -> None:
    """Runs while the pages in review still exist: later, Wagtail cannot cancel their reviews."""
    if instance.review and not instance.is_translation:
        instance.review.deactivate()


@receiver(post_delete, sender=PartnerPage)
def partner_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """Deletes the partner's groups, and its collection if that is empty; users keep their accounts."""
    labels_changed.send(sender=PartnerPage)
    if not instance.is_translation:
        for group in filter(None, (instance.editors, instance.administrators)):
            group.delete()
        if (own := instance.collection) and _is_empty(own):
            own.delete()


def _is_empty(collection: Collection) -> bool:
    """Wagtail's own test before a collection is deleted, because its contents would be deleted with it."""
    contents = (describe(collection) for describe in hooks.get_hooks("describe_collection_contents"))
    return collection.is_leaf() and not any(contents)
