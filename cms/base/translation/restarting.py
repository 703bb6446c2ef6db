"""A translation that was stopped, edited as an ordinary page and restarted keeps what was written in between.

wagtail-localize (1.14.5) would restore the texts as of the day it was stopped.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from cms.base.models import BasePage
from cms.base.translation.seeding import strings_by_path
from cms.base.translation.texts.segments import similarity


@receiver(post_save, sender=Translation)
def started_again(
    instance: Translation, created: bool, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    if not created and instance.enabled and update_fields and set(update_fields) == {"enabled"}:
        keep_what_was_written(instance)


def keep_what_was_written(translation: Translation) -> None:
    """Only in fields with as many texts as in the original; the rest remains in the page's history.

    Where the original has changed since the last translation, they count as translations of what it said then.
    """
    page = translation.get_target_instance()
    if not isinstance(page, BasePage):
        return
    written = strings_by_path(page.get_latest_revision_as_object())
    segments: dict[str, list[StringSegment]] = defaultdict(list)
    for segment in translation.source.stringsegment_set.select_related("context", "string").order_by("order"):
        segments[segment.context.path].append(segment)
    known: dict[str, list[StringTranslation]] = defaultdict(list)
    for each in StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale, has_error=False
    ).select_related("context", "translation_of"):
        known[each.context.path].append(each)
    for path, group in segments.items():
        if len(texts := written.get(path, [])) == len(group):
            for segment, text in zip(group, texts, strict=True):
                before = _translation_before(segment, group, known[path])
                if before:
                    known[path].remove(before)
                _keep(segment, text, before, translation)


def _translation_before(
    segment: StringSegment, group: Collection[StringSegment], known: Collection[StringTranslation]
) -> StringTranslation | None:
    """The translation of `segment`, or else of the one that was in its place before."""
    wanted = {each.string_id for each in group}
    now = next((each for each in known if each.translation_of_id == segment.string_id), None)
    old = [each for each in known if each.translation_of_id not in wanted]
    return now or max(old, key=lambda each: similarity(segment.string.data, each.translation_of.data), default=None)


def _keep(segment: StringSegment, text: str, before: StringTranslation | None, translation: Translation) -> None:
    written = {
        "data": text,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "has_error": False,
        "field_error": "",
    }
    if before:
        if before.data != text:
            StringTranslation.objects.update_or_create(pk=before.pk, defaults=written)
        return
    # Never translated, if it is still the same as a present or former text of the original.
    if not String.objects.filter(locale=translation.source.locale_id, data=text).exists():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale, **written
        )
