"""What changes the rows of the desk; and each translation that is saved, by whichever editor, gets a version."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from cms.base.models import SiteSettings
from cms.base.signals import content_changed
from cms.base.translation.desk.kinds import register
from cms.base.translation.desk.pages import Pages
from cms.base.translation.desk.per_language import PerLanguageKind
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.texts.version import TextVersion

PAGE = Pages.key


@receiver(content_changed)
def pages_changed(keys: Iterable[Any], **kwargs: Any) -> None:
    refresh_after_commit(PAGE, keys)


@receiver(post_delete, sender=Page)
def page_deleted(instance: Page, **kwargs: Any) -> None:
    refresh_after_commit(PAGE, [instance.translation_key])


@receiver([post_save, post_delete], sender=Translation)
def translation_begun_or_stopped(instance: Translation, **kwargs: Any) -> None:
    refresh_after_commit(PAGE, [instance.source.object_id])


@receiver(post_save, sender=TranslationSource)
def source_stored(instance: TranslationSource, **kwargs: Any) -> None:
    refresh_after_commit(PAGE, [instance.object_id])


@receiver([post_save, post_delete], sender=StringTranslation)
@receiver([post_save, post_delete], sender=SegmentOverride)
def text_saved(instance: StringTranslation | SegmentOverride, **kwargs: Any) -> None:
    if instance.context_id:
        refresh_after_commit(PAGE, [instance.context.object_id])


@receiver(post_save, sender=StringTranslation)
def keep_version(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.context is None:
        return
    place = {
        "kind": PAGE,
        "object_key": str(instance.context.object_id),
        "locale_id": instance.locale_id,
        "path": instance.context.path,
        "source": instance.translation_of.data,
    }
    last = TextVersion.objects.filter(**place).values_list("text", flat=True).first()
    if last != instance.data:
        TextVersion.objects.create(**place, text=instance.data, user=instance.last_translated_by)


register(
    PerLanguageKind(
        "settings", _("Settings of the site"), SiteSettings, ["tagline", "contributor_terms", "statement", "disclaimer"]
    )
)
