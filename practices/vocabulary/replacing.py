"""Replaces a term by another wherever it is used: on pages, in drafts, schedules and older versions."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from cms.base.signals import changed, labels_changed, will_change
from practices.facts import ConceptsField
from practices.facts.locking import lock_terms
from practices.facts.usage import fields_for
from practices.vocabulary.concept import REPLACED_BY, Concept
from practices.vocabulary.former_slug import FormerSlug, remember_slug

term_replaced = Signal()  # old, new, facts (names by page class); sent in the same transaction


def refuse_to_replace(old: Concept, new: Concept) -> None:
    """Raises `ValidationError` unless `new` can be used wherever `old` is."""
    if old.pk == new.pk or old.scheme != new.scheme:
        raise ValidationError(_("Choose another term of the same vocabulary."))
    if new.is_heading:
        raise ValidationError(_("“%(term)s” is only a heading: it cannot be chosen.") % {"term": new})


@transaction.atomic
def replace_term(old: Concept, new: Concept, user: AbstractBaseUser | None = None) -> None:
    """Replaces all uses of `old`, which stays in the vocabulary."""
    refuse_to_replace(old, new)
    _lock(old, new)
    _replace_uses(old, new)
    log(instance=old, action="wagtail.edit", user=user, data={REPLACED_BY: new.pk})  # for forms that are still open
    log(instance=new, action="wagtail.edit", user=user)


@transaction.atomic
def merge_term(old: Concept, new: Concept, user: AbstractBaseUser | None = None) -> None:
    """`new` takes over the uses of `old`, its narrower terms, its labels as other labels, and its links."""
    refuse_to_replace(old, new)
    above = new.broader
    while above:
        if above.pk == old.pk:
            raise ValidationError(_("“%(new)s” is narrower than “%(old)s”.") % {"new": new, "old": old})
        above = above.broader
    _lock(old, new)
    _replace_uses(old, new)
    for narrower in old.narrower.all():
        narrower.broader = new
        narrower.save()
    old.former_slugs.update(concept=new)
    remember_slug(old.scheme, old.slug, new, former_id=old.pk)
    FormerSlug.objects.filter(scheme=new.scheme, slug=new.slug).delete()
    log(instance=old, action="wagtail.delete", user=user, deleted=True)
    Concept.objects.get(pk=old.pk).delete()
    new.refresh_from_db()
    new.alt_labels = {code: text for code in {*new.labels, *old.labels} if (text := _other_labels(old, new, code))}
    new.save()
    log(instance=new, action="wagtail.edit", user=user)


def _lock(old: Concept, new: Concept) -> None:
    will_change()
    if lock_terms(Concept, [old.pk, new.pk]) != {old.pk, new.pk}:
        raise ValidationError(_("One of these terms has just been deleted."))


def _other_labels(old: Concept, new: Concept, code: str) -> str:
    """The other labels in the language `code`, separated by commas: those of `new`, then the labels of `old`."""
    said = [new.alt_labels.get(code, ""), old.labels.get(code, ""), old.alt_labels.get(code, "")]
    words = [word.strip() for text in said for word in text.split(",")]
    known = {new.labels.get(code, "").casefold(), ""}
    return ", ".join(word for word in dict.fromkeys(words) if word.casefold() not in known)


def _replace_uses(old: Concept, new: Concept) -> None:
    keys = old.used_by()
    names: dict[type[Any], list[str]] = {}
    for field in fields_for(Concept):
        if field.scheme == old.scheme:
            names.setdefault(field.model, []).append(field.name)
            _replace_on_pages(field, old, new)
    for model, facts in names.items():
        _replace_in_revisions(model, facts, old.pk, new.pk)
    term_replaced.send(sender=Concept, old=old, new=new, facts=names)
    changed(keys)
    labels_changed.send(sender=Concept)


def _replace_on_pages(field: ConceptsField, old: Concept, new: Concept) -> None:
    page_name, term_name = field.m2m_field_name(), field.m2m_reverse_field_name()
    uses = field.remote_field.through._default_manager
    ids = list(uses.filter(**{term_name: old}).values_list(f"{page_name}_id", flat=True))
    have_both = list(
        uses.filter(**{term_name: new, f"{page_name}_id__in": ids}).values_list(f"{page_name}_id", flat=True)
    )
    uses.filter(**{term_name: old, f"{page_name}_id__in": have_both}).delete()
    uses.filter(**{term_name: old}).update(**{term_name: new})
    for page in field.model._default_manager.filter(pk__in=ids):
        ReferenceIndex.create_or_update_for_object(page)


def _replace_in_revisions(model: type[Any], facts: list[str], old: Any, new: Any) -> None:
    """Replaces in all revisions, so that restoring an older one loses nothing."""
    of_model = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    for pk, content in of_model.values_list("pk", "content").iterator():
        replaced = dict(replaced_in(content, facts, old, new))
        if replaced:
            Revision.objects.filter(pk=pk).update(content={**content, **replaced})


def replaced_in(content: dict[str, Any], facts: list[str], old: Any, new: Any) -> Iterator[tuple[str, list[Any]]]:
    """Those of `facts` in `content` that contain `old`, with their new ids."""
    for name in facts:
        ids = content.get(name) or []
        if old in ids:
            yield name, list(dict.fromkeys(new if each == old else each for each in ids))
