"""Translations follow their original: in structure at once, in words when somebody has translated them.

A translation that readers see complete and current is published again by the system; of any other, only the draft
changes. Texts that merely moved to another place keep their translation, and a slug stays.
"""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.base.models import BasePage
from cms.base.models.originals import record_of
from cms.base.translation.completeness import missing_texts
from cms.base.translation.outdated import update_source
from cms.base.translation.slugs import fill_slug

FOLLOWED = "base.followed_original"


def follow(original: BasePage) -> None:
    """Call it with a page that was published, or changed before its first publication. Not with a translation."""
    current = {page.pk for page in original.dependent_translations().live() if _is_current(page)}
    if not update_source(original):
        return
    for translation in _translations_of(original):
        keep_moved_texts(translation)
        transaction.on_commit(partial(_follow, translation.pk, current), robust=True)


def _translations_of(original: BasePage) -> Iterable[Translation]:
    return Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
    ).select_related("source")


def _is_current(page: Page) -> bool:
    """Whether readers see everything that is translated, and nothing is missing."""
    if page.has_unpublished_changes or page.locked or page.current_workflow_state:
        return False
    translation = record_of(page)
    if translation is None or missing_texts(translation.source_id, page.locale_id).exists():
        return False
    texts = StringTranslation.objects.filter(context__object_id=page.translation_key, locale_id=page.locale_id)
    saved = texts.order_by("-updated_at").values_list("updated_at", flat=True).first()
    return bool(page.last_published_at and (saved is None or saved <= page.last_published_at))


@transaction.atomic
def _follow(translation: int, current: set[int]) -> None:
    found = Translation.objects.filter(pk=translation, enabled=True).select_related("source").first()
    page = (
        found
        and Page.objects.filter(
            translation_key=found.source.object_id, locale_id=found.target_locale_id, alias_of=None
        ).first()
    )
    if not found or not page or not page.latest_revision:
        return
    page = page.specific
    if page.first_published_at:
        fill_slug(page)
    revision = page.with_translated_texts(page.latest_revision)
    if page.pk not in current or missing_texts(found.source_id, page.locale_id).exists():
        return
    try:
        with transaction.atomic():
            revision.publish()
    except ValidationError:
        return  # the draft waits for a person, who will be told why
    log(instance=page, action=FOLLOWED, revision=page.latest_revision)


def keep_moved_texts(translation: Translation) -> None:
    """A text that stands at another place now, word for word, keeps the translation that it had on this page."""
    locale = translation.target_locale_id
    here = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale
    )
    open_segments = StringSegment.objects.filter(~Exists(here), source=translation.source_id)
    known = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=locale,
        has_error=False,
        translation_of__in=open_segments.values("string"),
    ).order_by("updated_at")
    by_string = {each.translation_of_id: each for each in known}
    for segment in open_segments:
        if (old := by_string.get(segment.string_id)) is not None:
            copy_to(segment, old)


def copy_to(segment: StringSegment, old: StringTranslation) -> None:
    """`segment` is translated as `old` was, by the same person."""
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=old.locale_id,
        defaults={
            "data": old.data,
            "translation_type": old.translation_type,
            "tool_name": old.tool_name,
            "last_translated_by_id": old.last_translated_by_id,
        },
    )
