"""Another language becomes the original of a practice or partner: its facts move there, and its group points to it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.base.signals import changed, subtree_changed
from cms.base.translation.originals.make_original import make_original, refuse_if_blocked, translate_from
from practices.facts.page import FactsPage


@make_original.register(FactsPage)
@transaction.atomic
def move_facts(page: FactsPage, user: AbstractBaseUser | None = None) -> None:
    """Moves the facts of the original, published and drafted, to its translation `page`, and points the group there."""
    refuse_if_blocked(page)
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
    translate_from(page, old)
    new_draft.save_revision(user=user, clean=False, changed=old_had_changes or new_had_changes)
    old_draft.save_revision(user=user, clean=False, changed=old_had_changes)
    changed({page.translation_key})
    for each in (page, old):
        subtree_changed(each)
