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
    """While the pages under review are there: later, Wagtail cannot cancel them."""
    if instance.review and not instance.is_translation:
        instance.review.deactivate()


@receiver(post_delete, sender=PartnerPage)
def partner_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """Deletes the partner's groups, and its collection if nothing is in it; the users keep their accounts."""
    labels_changed.send(sender=PartnerPage)
    if not instance.is_translation:
        for group in filter(None, (instance.editors, instance.administrators)):
            group.delete()
        if (own := instance.collection) and _is_empty(own):
            own.delete()


def _is_empty(collection: Collection) -> bool:
    """As Wagtail asks before somebody deletes one: what is in it would go with it."""
    contents = (describe(collection) for describe in hooks.get_hooks("describe_collection_contents"))
    return collection.is_leaf() and not any(contents)
