"""Changes of a page that bypass the `save` of its own class."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision, Site
from wagtail.signals import post_page_move, pre_page_move

from cms.base.delivery.offered import unoffered_homes
from cms.base.errors import RefusedChange
from cms.base.models import BasePage, SiteSettings
from cms.base.models.originals import at_or_below
from cms.base.publishing.reserved_slugs import is_reserved, reserved_message
from cms.base.signals import announced_once, changed, subtree_changed, will_change


@receiver(post_save, sender=Page)
def base_page_saved(instance: Page, raw: bool, **kwargs: Any) -> None:
    """Moving, bulk unpublishing and scheduled expiry save the base `Page`, not the specific page."""
    if not raw:
        subtree_changed(instance)


@receiver(pre_page_move)
def before_page_move(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    if is_reserved(instance.slug, parent_page_after):
        raise RefusedChange(instance, reserved_message(instance, parent_page_after))
    will_change()


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs: Any) -> None:
    """Wagtail updates the URL paths of descendants only after it has saved the page itself."""
    subtree_changed(instance)


@receiver(post_delete, sender=Page)
def page_deleted(instance: Page, **kwargs: Any) -> None:
    changed({instance.translation_key})


@receiver([post_save, post_delete], sender=PageViewRestriction)
@announced_once()
def privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    subtree_changed(instance.page)
    for translation in instance.page.get_translations():
        subtree_changed(translation)  # a translation is at least as private as its original


@receiver(pre_save, sender=SiteSettings)
def before_settings_are_saved(instance: SiteSettings, raw: bool, **kwargs: Any) -> None:
    if not raw:
        will_change()
        instance._unoffered_before = unoffered_homes()


@receiver(post_save, sender=SiteSettings)
def settings_saved(instance: SiteSettings, raw: bool, **kwargs: Any) -> None:
    """Announces the pages in languages that have just been offered or withdrawn."""
    if raw:
        return
    before = {home.path: home for home in instance._unoffered_before}
    after = {home.path: home for home in unoffered_homes()}
    concerned = [(before | after)[path] for path in before.keys() ^ after.keys()]
    if concerned:
        changed(Page.objects.filter(at_or_below(concerned)).values_list("translation_key", flat=True))


@receiver([pre_save, pre_delete], sender=Site)
def before_site_changes(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        will_change()


@receiver([post_save, post_delete], sender=Site)
def site_changed(raw: bool = False, **kwargs: Any) -> None:
    """Announces every page: URLs of one site have no host, those of several have; a new root page moves them all."""
    if not raw:
        changed(Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True).distinct().order_by())


@receiver(pre_save, sender=Revision)
def refuse_to_schedule_unpublishable_page(instance: Revision, raw: bool, **kwargs: Any) -> None:
    """Tell the editor what is missing when they schedule the page: at publication time, nobody is there to read it."""
    if instance.approved_go_live_at and not raw:
        page = instance.as_object()
        if isinstance(page, BasePage):
            page.refuse_if_unpublishable()
