"""Changes of the vocabulary and of partners that pages have to hear of."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from cms.base.changes import labels_changed
from practices.models import Concept, PartnerPage


@receiver(pre_delete, sender=Concept)
def refuse_while_in_use(instance: Concept, **kwargs: Any) -> None:
    """Deleting a term would strip facts silently: its many-to-many rows go without a trace."""
    if instance.used_by():
        raise ProtectedError(_("This term is used by practices or partners."), {instance})


@receiver(post_delete, sender=Concept)
@receiver(post_delete, sender=PartnerPage)
def label_gone(**kwargs: Any) -> None:
    labels_changed.send(sender=None)


@receiver(post_delete, sender=PartnerPage)
def partner_gone(instance: PartnerPage, **kwargs: Any) -> None:
    """The partner's editors and its review go with it; the people keep their accounts."""
    if not instance.is_translation:
        if instance.editors:
            instance.editors.delete()
        if instance.review:
            instance.review.deactivate()
