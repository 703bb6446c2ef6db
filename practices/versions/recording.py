"""Records what is published of a practice, without the contact person, whose consent may be withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published

from cms.base.people.erasing.places import blank_in_revisions
from cms.base.signals import will_change
from practices.repository.contact_erasure import BLANK
from practices.repository.practice import PracticePage
from practices.versions.model import PublishedVersion

FACTS = tuple(name for name in PracticePage.facts if name not in BLANK)
WORDS = tuple({field.field_name: None for field in PracticePage.translatable_fields})


@receiver(page_published, sender=PracticePage)
def practice_published(instance: PracticePage, revision: Revision, **kwargs: Any) -> None:
    record_versions([(instance, revision)])
    if not instance.is_translation and not instance.contact_consent:
        forget_contact(instance)


@transaction.atomic
def record_versions(published: Iterable[tuple[PracticePage, Revision]]) -> None:
    """Records `pages` of one practice, in the order in which they were published."""
    will_change()  # serialises concurrent publications, so that each gets its own number
    for page, revision in published:
        before = PublishedVersion.objects.filter(practice=page.translation_key).aggregate(last=Max("number"))
        PublishedVersion.objects.create(
            practice=page.translation_key,
            number=(before["last"] or 0) + 1,
            page=page,
            has_facts=not page.is_translation,
            content=_kept(page, revision.content),
            revision=revision,
            published_at=page.last_published_at or timezone.now(),
        )


def _kept(page: PracticePage, content: dict[str, Any]) -> dict[str, Any]:
    names = WORDS if page.is_translation else (*WORDS, *FACTS)
    return {name: content[name] for name in names if name in content}


@receiver(post_delete, sender=PracticePage)
def page_deleted(instance: PracticePage, **kwargs: Any) -> None:
    """Keeps versions until the last language is deleted: facts of a deleted original belong to the others' versions."""
    if not PracticePage.objects.filter(translation_key=instance.translation_key).exists():
        PublishedVersion.objects.filter(practice=instance.translation_key).delete()


def forget_contact(page: PracticePage) -> None:
    """Without consent, the person is also removed from what was saved before."""
    earlier = page.revisions.exclude(pk=page.latest_revision_id)
    blank_in_revisions((each for each in earlier if any(each.content.get(name) for name in BLANK)), BLANK)
