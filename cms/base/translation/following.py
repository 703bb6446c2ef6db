"""Translations follow their original: in structure at once, in words once somebody has translated them.

A translation whose live version is complete and current is republished automatically; of others, only the draft
changes. Texts that merely moved keep their translation, and slugs stay.
"""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation

from cms.base.models import BasePage
from cms.base.translation.completeness import missing_texts
from cms.base.translation.outdated import update_source
from cms.base.translation.slugs import fill_slug

FOLLOWED = "base.followed_original"
FOLLOWED_IN_DRAFT = "base.followed_original_in_draft"


def follow(original: BasePage) -> None:
    """Call with an original that was published, or changed before its first publication; not with a translation."""
    if not update_source(original):
        return
    for translation in _translations_of(original):
        keep_moved_texts(translation)
        transaction.on_commit(partial(_follow, translation.pk), robust=True)


def _translations_of(original: BasePage) -> Iterable[Translation]:
    return Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
    ).select_related("source")


@transaction.atomic
def _follow(translation: int) -> None:
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
    is_current = page.live and _is_left_to_the_system(page, found.source_id)  # before its slug is filled
    if page.first_published_at:
        fill_slug(page)
    before, revision = page.latest_revision, page.with_translated_texts(page.latest_revision)
    if is_current and not missing_texts(found.source_id, page.locale_id).exists() and publish_followed(page, revision):
        return
    if revision != before:
        log(instance=page, action=FOLLOWED_IN_DRAFT, revision=revision)


def publish_followed(page: BasePage, revision: Revision) -> bool:
    """Returns whether it could be published. If not, the draft waits for a person, who will be told why."""
    try:
        with transaction.atomic():
            revision.publish()
    except ValidationError:
        return False
    log(instance=page, action=FOLLOWED, revision=page.latest_revision)
    return True


def _is_left_to_the_system(page: Page, source: int) -> bool:
    """Whether the live `page` has no unpublished work by people."""
    if page.locked or page.current_workflow_state or _has_a_persons_draft(page):
        return False
    if not (since := page.last_published_at):
        return False
    segments = StringSegment.objects.filter(source=source)
    known = StringTranslation.objects.filter(
        context=OuterRef("context"), locale=OuterRef("locale"), data=OuterRef("data"), updated_at__lte=since
    )
    new_words = StringTranslation.objects.filter(
        ~Exists(known),  # texts confirmed as still right are already live
        context__in=segments.values("context"),
        translation_of__in=segments.values("string"),
        locale=page.locale_id,
        updated_at__gt=since,
    ).exclude(context__path="slug", translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)  # by `fill_slug`
    choices = SegmentOverride.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, updated_at__gt=since
    )
    return not (new_words.exists() or choices.exists())


def _has_a_persons_draft(page: Page) -> bool:
    """A draft that only followed the original automatically is not a person's work."""
    if not page.has_unpublished_changes:
        return False
    drafts = page.revisions.filter(created_at__gt=page.last_published_at)
    followed = PageLogEntry.objects.filter(page=page, action=FOLLOWED_IN_DRAFT).values("revision")
    return not drafts.exists() or drafts.exclude(pk__in=followed).exists()


def keep_moved_texts(translation: Translation) -> None:
    """Texts that are now in another place, word for word, keep the translation that they had on this page."""
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
    """Copies the translation of `old` to `segment`, with its author and time, since nothing new was written."""
    copy, is_new = StringTranslation.objects.get_or_create(
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
    if is_new:
        StringTranslation.objects.filter(pk=copy.pk).update(updated_at=old.updated_at)
