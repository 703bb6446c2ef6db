"""A translation is exactly as private as its original: its restrictions are copies of the original's.

wagtail-localize copies them when a translation is saved, but not when they change on the original, and without groups.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done

from cms.base.models import BasePage
from cms.base.signals import announced_once


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
@announced_once()
def restriction_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first() if isinstance(instance, PageViewRestriction) else None
    original = page.specific if page and not raw else None
    if isinstance(original, BasePage):
        for translation in original.dependent_translations():
            copy_restrictions(original, translation)


@receiver(copy_for_translation_done)
def translation_begun(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(target_obj, BasePage):
        copy_restrictions(source_obj, target_obj)


def copy_restrictions(original: BasePage, translation: BasePage) -> None:
    """Copies the page's own restrictions; those of its ancestors are copied to the ancestors' translations."""
    wanted = [_values(restriction) for restriction in original.view_restrictions.all()]
    current = {restriction.pk: _values(restriction) for restriction in translation.view_restrictions.all()}
    if sorted(map(repr, wanted)) == sorted(map(repr, current.values())):
        return
    for kind, password, groups in wanted:  # before the old ones are deleted, so that the page is never open in between
        new = PageViewRestriction.objects.create(page=translation.page_ptr, restriction_type=kind, password=password)
        new.groups.set(groups)
    for restriction in translation.view_restrictions.filter(pk__in=current):
        restriction.delete()


def _values(restriction: PageViewRestriction) -> tuple[str, str, list[int]]:
    groups = restriction.groups.order_by("pk").values_list("pk", flat=True)
    return restriction.restriction_type, restriction.password, list(groups)
