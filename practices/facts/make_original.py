"""Another language becomes the original of a practice or partner: facts move there, and its group points to it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.base.errors import RefusedChange
from cms.base.signals import changed, subtree_changed
from practices.facts.page import FactsPage


def may_make_original(page: Page, user: AbstractBaseUser) -> bool:
    """Whether `page` is a translation, and `user` may publish both it and its original."""
    if not isinstance(page, FactsPage) or not page.is_translation or page.alias_of_id:
        return False
    return all(
        each.permissions_for_user(user).can_publish() and each.permissions_for_user(user).can_manage()
        for each in (page, page.original)
    )


def blocking_reason(page: FactsPage) -> str:
    """Why `page` cannot become the original yet; empty if it can."""
    old = page.original
    if old.live and not page.live:
        return _("Publish this language first, or the practice will disappear from the site.")
    if any(each.approved_schedule or each.workflow_in_progress for each in (page, old)):
        return _("One of the two pages is in review or scheduled: finish that first.")
    return ""


@transaction.atomic
def make_original(page: FactsPage, user: AbstractBaseUser | None = None) -> None:
    """Moves the facts of the original, published and drafted, to its translation `page`, and points the group there.

    Raises `RefusedChange` if the state of either page does not allow it.
    """
    if reason := blocking_reason(page):
        raise RefusedChange(page, reason)
    model = type(page)
    old = model.objects.get(pk=page.original.pk)
    old_draft, new_draft = old.get_latest_revision_as_object(), page.get_latest_revision_as_object()
    old_had_changes, new_had_changes = old.has_unpublished_changes, page.has_unpublished_changes
    system_fields = {name: getattr(old, name) for name in model.system_fields}

    page.original_page = new_draft.original_page = None
    page.take_facts(old)
    for name, value in system_fields.items():
        setattr(page, name, value)
        setattr(new_draft, name, value)
        setattr(old, name, model._meta.get_field(name).get_default())
        setattr(old_draft, name, getattr(old, name))
    page.save(clean=False)
    new_draft.take_facts(old_draft)
    model.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).update(original_page=page)

    old.original_page = old_draft.original_page = page
    old.save(clean=False)  # this drops its facts
    # The new original is no longer a translation: it gets the form with facts.
    Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale).delete()
    new_draft.save_revision(user=user, clean=False, changed=old_had_changes or new_had_changes)
    old_draft.save_revision(user=user, clean=False, changed=old_had_changes)
    changed({page.translation_key})
    for each in (page, old):
        subtree_changed(each)
