"""Terms in published versions: replaced in them as well, and not deleted while a version has them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from practices.repository.practice import PracticePage
from practices.versions.model import PublishedVersion
from practices.vocabulary.concept import Concept
from practices.vocabulary.replacing import replaced_in, term_replaced


@receiver(term_replaced)
def replace_in_versions(old: Concept, new: Concept, facts: dict[type[Any], list[str]], **kwargs: Any) -> None:
    names = facts.get(PracticePage, [])
    for pk, _practice, terms in _with_terms(names):
        if replaced := dict(replaced_in(terms, names, old.pk, new.pk)):
            version = PublishedVersion.objects.get(pk=pk)
            version.content |= replaced
            version.save(update_fields=["content"])


def _with_terms(names: list[str]) -> Iterator[tuple[int, UUID, dict[str, Any]]]:
    """The id and practice of each version with facts, and the ids of terms in the facts `names`."""
    keys = [f"content__{name}" for name in names]
    rows = PublishedVersion.objects.filter(has_facts=True).values_list("pk", "practice", *keys)
    for pk, practice, *values in rows.iterator():
        yield pk, practice, dict(zip(names, values, strict=True))


def practices_naming(concepts: Collection[Concept]) -> dict[Concept, set[UUID]]:
    """The practices with a published version that has each of `concepts`. Unused concepts are left out."""
    by_id = {concept.pk: concept for concept in concepts}
    found: dict[Concept, set[UUID]] = defaultdict(set)
    for _pk, practice, terms in _with_terms(PracticePage.concept_fields()) if by_id else ():
        for pk in by_id.keys() & {each for ids in terms.values() for each in ids or ()}:
            found[by_id[pk]].add(practice)
    return found


@receiver(pre_delete, sender=Concept)
def refuse_while_named(instance: Concept, **kwargs: Any) -> None:
    """Refuses deletion, which would change what was published."""
    if practices_naming([instance]):
        raise ProtectedError(_("This term is named in published versions of practices."), {instance})


@hooks.register("before_delete_snippet", order=1)
def refuse_to_delete_named_terms(request: HttpRequest, instances: Collection[object]) -> HttpResponse | None:
    """Runs after the vocabulary's own check, which covers current pages."""
    uses = practices_naming([concept for concept in instances if isinstance(concept, Concept)])
    for concept, practices in uses.items():
        text = ngettext(
            "“%(term)s” was not deleted: it is named in a published version of %(count)d practice. Merge it into"
            " another term, or retire it.",
            "“%(term)s” was not deleted: it is named in published versions of %(count)d practices. Merge it into"
            " another term, or retire it.",
            len(practices),
        )
        messages.error(request, text % {"term": concept, "count": len(practices)})
    return redirect(reverse("wagtailsnippets_practices_concept:list")) if uses else None
