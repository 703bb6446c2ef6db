"""What a deleted partner takes along."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.base.signals import labels_changed
from practices.partners.page import PartnerPage


@receiver(post_delete, sender=PartnerPage)
def partner_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """The partner's group of editors and its review go with it; the people keep their accounts."""
    labels_changed.send(sender=PartnerPage)
    if not instance.is_translation:
        if instance.editors:
            instance.editors.delete()
        if instance.review:
            instance.review.deactivate()
