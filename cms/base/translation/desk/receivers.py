"""Keeps the desk up to date, and records a version of every saved translation, from any editor."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from cms.base.models import SiteSettings
from cms.base.signals import content_changed
from cms.base.translation.desk.kinds import register
from cms.base.translation.desk.per_language import PerLanguageKind
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.texts.version import PAGE, TextVersion


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
    if not raw and instance.context is not None:
        _keep_version(instance)


@receiver(pre_save, sender=StringTranslation)
def keep_overwritten(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    if instance.pk and not raw:
        _keep_first_version(instance)


@receiver(pre_delete, sender=StringTranslation)
def keep_removed(instance: StringTranslation, origin: Any = None, **kwargs: Any) -> None:
    """Does not apply to texts deleted with their page or language."""
    if origin is instance:
        _keep_first_version(instance)


def _keep_first_version(translation: StringTranslation) -> None:
    """Records the translation from before versions existed, or from a bulk insert, so that it can be restored."""
    there = StringTranslation.objects.filter(pk=translation.pk).exclude(context=None).first()
    if there is None or TextVersion.objects.filter(**_place(there)).exists():
        return
    if version := _keep_version(there):
        TextVersion.objects.filter(pk=version.pk).update(saved=there.updated_at)


def _keep_version(translation: StringTranslation) -> TextVersion | None:
    """Does nothing if it equals the latest version."""
    place = _place(translation)
    last = TextVersion.objects.filter(**place).values_list("text", flat=True).first()
    if last == translation.data:
        return None
    return TextVersion.objects.create(**place, text=translation.data, user=translation.last_translated_by)


def _place(translation: StringTranslation) -> dict[str, Any]:
    return {
        "kind": PAGE,
        "object_key": str(translation.context.object_id),
        "locale_id": translation.locale_id,
        "path": translation.context.path,
        "source": translation.translation_of.data,
    }


register(
    PerLanguageKind(
        "settings", _("Settings of the site"), SiteSettings, ["tagline", "contributor_terms", "statement", "disclaimer"]
    )
)
