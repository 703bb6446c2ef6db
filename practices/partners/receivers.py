"""What is deleted together with a partner."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from cms.base.signals import labels_changed
from practices.partners.page import PartnerPage


@receiver(pre_delete, sender=PartnerPage)
def partner_is_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """Deactivates the partner's review. Before: this cancels what is in review, whose pages must still exist."""
    if not instance.is_translation and instance.review:
        instance.review.deactivate()


@receiver(post_delete, sender=PartnerPage)
def partner_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """Deletes the partner's group of editors; the users keep their accounts."""
    labels_changed.send(sender=PartnerPage)
    if not instance.is_translation and instance.editors:
        instance.editors.delete()
