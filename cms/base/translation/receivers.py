"""What happens to translations when their original is published, unpublished or moved."""

import json
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move
from wagtail_localize.models import SegmentOverride, Translation

from cms.base.errors import RefusedChange
from cms.base.models import BasePage, SiteImage
from cms.base.translation import restarting  # noqa: F401
from cms.base.translation.following import follow


@receiver(page_published)
def original_published(instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage) and not (instance.is_translation or instance.alias_of_id):
        follow(instance)


@receiver(post_save, sender=Revision)
def draft_saved(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Updates the source of an original that was submitted for translation before its first publication."""
    page = None if raw else instance.content_object
    if not isinstance(page, BasePage) or page.first_published_at or page.live or page.alias_of_id:
        return
    if Translation.objects.filter(source__object_id=page.translation_key, source__locale=page.locale_id).exists():
        follow(instance.as_object())


@receiver(post_delete, sender=SiteImage)
def deleted_picture_is_no_override(instance: SiteImage, **kwargs: Any) -> None:
    """Drops overrides that refer to a deleted picture, with which wagtail-localize could not publish the page again."""
    values = [json.dumps(instance.pk), json.dumps(str(instance.pk))]
    SegmentOverride.objects.filter(context__path__endswith="image", data_json__in=values).delete()


@receiver(page_unpublished)
def translations_are_unpublished_too(instance: Page, **kwargs: Any) -> None:
    """However the original was unpublished: by form, in bulk, or on expiry. Hidden translations stay as they are."""
    if isinstance(instance, BasePage):
        for page in instance.dependent_translations().live():
            if not page.is_hidden:
                page.unpublish()


@receiver(pre_page_move)
def refuse_move(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Refuses to move a page to another language, or a translation away from its original."""
    page = instance.specific
    if not isinstance(page, BasePage) or parent_page_before == parent_page_after:
        return
    if parent_page_after.depth > 1 and parent_page_after.locale_id != page.locale_id:
        raise RefusedChange(
            page, _("That location belongs to another language. Translate the page instead of moving it.")
        )
    if page.is_translation and parent_page_after.translation_key != page.original.get_parent().translation_key:
        raise RefusedChange(page, _("Move the original instead: its translations will move with it."))


@receiver(post_page_move)
def translations_move_too(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Moves them to the same place in their own language."""
    page = instance.specific
    if not isinstance(page, BasePage) or parent_page_before == parent_page_after:
        return
    for translation in page.dependent_translations().select_related("locale"):
        target = parent_page_after.get_translation_or_none(translation.locale)
        if target is None:
            target = parent_page_after.specific.copy_for_translation(translation.locale, copy_parents=True, alias=True)
        slug = find_available_slug(target, translation.slug, ignore_page_id=translation.pk)
        if slug != translation.slug:
            translation.slug = slug
            translation.save(clean=False)
        type(page).objects.get(pk=translation.pk).move(target, pos="last-child")
