"""What is deleted together with a partner."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.base.signals import labels_changed
from practices.partners.page import PartnerPage


@receiver(post_delete, sender=PartnerPage)
def partner_deleted(instance: PartnerPage, **kwargs: Any) -> None:
    """Deletes the partner's group of editors and deactivates its review; the users keep their accounts."""
    labels_changed.send(sender=PartnerPage)
    if not instance.is_translation:
        if instance.editors:
            instance.editors.delete()
        if instance.review:
            instance.review.deactivate()
