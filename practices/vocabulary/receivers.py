"""Deleted terms, and terms that must not be deleted."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from cms.base.signals import labels_changed, will_change
from practices.facts.locking import lock_terms
from practices.facts.usage import pages_using
from practices.vocabulary.concept import Concept


@receiver(pre_delete, sender=Concept)
def refuse_while_in_use(instance: Concept, **kwargs: Any) -> None:
    """Deleting a term in use would silently remove it from facts, and from drafts when they are published."""
    will_change()
    lock_terms(Concept, [instance.pk])
    if pages_using([instance]):
        raise ProtectedError(_("This term is used by practices or partners."), {instance})


@receiver(post_delete, sender=Concept)
def term_deleted(**kwargs: Any) -> None:
    labels_changed.send(sender=Concept)
