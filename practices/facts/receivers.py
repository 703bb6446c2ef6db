"""What happens to translations when their original is moved or deleted."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signals import post_page_move, pre_page_move

from cms.base.errors import RefusedChange
from practices.facts.page import FactsPage


@receiver(pre_page_move)
def translations_stay_with_their_original(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Below another partner, a translation would be attributed to that partner, but with this partner's facts."""
    page = instance.specific
    if not isinstance(page, FactsPage) or not page.is_translation or parent_page_before == parent_page_after:
        return
    if parent_page_after.translation_key != page.original.get_parent().translation_key:
        raise RefusedChange(page, _("Move the original instead: its translations will move with it."))


@receiver(post_page_move)
def original_moved(
    sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Translations are moved with their original, to the same place in their own language."""
    page = instance.specific
    if not isinstance(page, FactsPage) or page.is_translation or parent_page_before == parent_page_after:
        return
    for translation in page.translated_pages.select_related("locale"):
        target = parent_page_after.get_translation_or_none(translation.locale)
        if target is None:
            target = parent_page_after.specific.copy_for_translation(translation.locale, copy_parents=True, alias=True)
        slug = find_available_slug(target, translation.slug, ignore_page_id=translation.pk)
        if slug != translation.slug:
            translation.slug = slug
            translation.save(clean=False)
        type(page).objects.get(pk=translation.pk).move(target, pos="last-child")


@receiver(pre_delete)
def delete_translations_with_original(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The original is the practice: its translations are deleted with it (through the tree's own delete)."""
    if issubclass(sender, FactsPage) and not instance.is_translation:
        for page in sender.objects.filter(original_page=instance):
            page.delete()
