"""Makes another language the original of a page: from then on, the other languages are translated from it."""

from functools import singledispatch

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.base.errors import RefusedChange
from cms.base.models import BasePage
from cms.base.signals import changed
from cms.base.translation.seeding import strings_by_path


def may_make_original(page: Page, user: AbstractBaseUser) -> bool:
    """Whether `page` is a translation, and `user` may publish both it and its original."""
    return is_candidate(page, user) and _may_manage(page.original, user)


def is_candidate(page: Page, user: AbstractBaseUser) -> bool:
    """Whether `page` is a translation that `user` may publish: all that lists check without loading originals."""
    if not isinstance(page, BasePage) or page.alias_of_id or not _may_manage(page, user):
        return False
    return page.is_translation


def _may_manage(page: Page, user: AbstractBaseUser) -> bool:
    permissions = page.permissions_for_user(user)
    return permissions.can_manage_live() and permissions.can_manage()


def blocking_reason(page: BasePage) -> str:
    """Why `page` cannot become the original yet; empty if it can."""
    old = page.original
    if old.live and not page.live:
        return _("Publish the page in this language first, or it will disappear from the site.")
    if any(each.approved_schedule or each.workflow_in_progress for each in (page, old)):
        return _("One of the two pages is in review or scheduled: finish that first.")
    return ""


@singledispatch
@transaction.atomic
def make_original(page: BasePage, user: AbstractBaseUser | None = None) -> None:
    """Makes the translation `page` the original of its group. Page classes that have more to move register a function.

    Raises `RefusedChange` if the state of either page does not allow it.
    """
    refuse_if_blocked(page)
    translate_from(page, page.original)
    changed({page.translation_key})


def refuse_if_blocked(page: BasePage) -> None:
    if reason := blocking_reason(page):
        raise RefusedChange(page, reason)


def translate_from(page: BasePage, old: BasePage) -> None:
    """wagtail-localize translates the group from `page` instead of `old`; existing translations are kept."""
    group = Translation.objects.filter(source__object_id=page.translation_key)
    if not group.filter(target_locale=page.locale).exists():
        return  # this page was not translated by wagtail-localize
    enabled = dict(group.values_list("target_locale", "enabled")) | {old.locale_id: True}
    del enabled[page.locale_id]
    changed_at = group.values_list("source__last_updated_at", flat=True).first()
    group.delete()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    # No text has changed, so earlier translations are not outdated.
    TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=changed_at)
    for target in type(page).objects.filter(translation_key=page.translation_key, alias_of=None, locale__in=enabled):
        Translation.objects.create(source=source, target_locale_id=target.locale_id, enabled=enabled[target.locale_id])
        _keep_translations(source, target, is_complete=target.pk == old.pk)


def _keep_translations(source: TranslationSource, target: BasePage, is_complete: bool) -> None:
    """Pairs the texts of `source` with those of `target`, in their order in each field.

    A text of `target` may still be an untranslated one of the old original: unless it `is_complete`, only texts entered
    as translations count. Fields with a different number of texts are left to the translators.
    """
    in_locale = StringTranslation.objects.filter(locale_id=target.locale_id, context__object_id=target.translation_key)
    before = dict(in_locale.values_list("pk", "data"))
    entered = set(before.values())
    texts = strings_by_path(target)
    segments: dict[str, list] = {}
    for segment in source.stringsegment_set.select_related("context").order_by("order"):
        segments.setdefault(segment.context.path, []).append(segment)
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                translation_of_id=segment.string_id,
                context=segment.context,
                locale_id=target.locale_id,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for path, own in segments.items()
            if len(own) == len(texts[path])
            for segment, text in zip(own, texts[path], strict=True)
            if is_complete or text in entered
        ),
        ignore_conflicts=True,
    )
    if target.live and target.last_published_at:  # readers already see them
        in_locale.exclude(pk__in=before).update(updated_at=target.last_published_at)
