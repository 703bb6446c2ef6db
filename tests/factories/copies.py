"""Many practices in seconds: copies, written as rows. No signals are sent, so the search does not include them."""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from itertools import cycle, islice
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Model
from wagtail.models import Page
from wagtail_localize import models as localize

from practices.models import PracticePage

BATCH = 100  # groups
# What translators have done: models, how they refer to a group, and what else they refer to.
WORK: list[tuple[type[Model], str, dict[str, type[Model]]]] = [
    (localize.TranslatableObject, "translation_key", {}),
    (localize.TranslationSource, "object", {"object_id": localize.TranslatableObject}),
    (localize.Translation, "source__object", {"source_id": localize.TranslationSource}),
    (localize.TranslationContext, "object", {"object_id": localize.TranslatableObject}),
    (
        localize.StringSegment,
        "source__object",
        {"source_id": localize.TranslationSource, "context_id": localize.TranslationContext},
    ),
    (localize.StringTranslation, "context__object", {"context_id": localize.TranslationContext}),
]


@transaction.atomic
def copy_practices(originals: Sequence[PracticePage], count: int) -> None:
    """`count` copies of the `originals` in turn, each with its translations, facts and what translators have done."""
    copied = [(uuid4(), original.translation_key) for original in islice(cycle(originals), count)]
    for start in range(0, count, BATCH):
        batch = copied[start : start + BATCH]
        _copy_pages(batch)
        _copy_work(batch)


def _copy_pages(keys: list[tuple[UUID, UUID]]) -> None:
    """`keys` are those of the copies, each with that of the group that is copied."""
    groups = defaultdict(list)
    for page in PracticePage.objects.filter(translation_key__in={old for _new, old in keys}).order_by(
        F("original_page").asc(nulls_first=True)
    ):
        groups[page.translation_key].append(page)
    parents = {parent.path: parent for parent in Page.objects.filter(partnerpage__isnull=False)}
    practices = [_changed(page, translation_key=new) for new, old in keys for page in groups[old]]
    pages = []
    for practice in practices:
        parent = parents[practice.path[: -Page.steplen]]
        practice.path = _next_path(parent)
        practice.slug = f"{practice.slug}-{practice.translation_key}"
        practice.url_path = f"{parent.url_path}{practice.slug}/"
        practice.latest_revision_id = practice.live_revision_id = None
        pages.append(Page(**{field.attname: getattr(practice, field.attname) for field in Page._meta.concrete_fields}))
        pages[-1].pk = None
    Page.objects.bulk_create(pages)
    Page.objects.bulk_update(parents.values(), ["numchild"])
    _add_practices(practices, [page.pk for page in pages])


def _next_path(parent: Page) -> str:
    """The next child path, counting the child."""
    if not hasattr(parent, "last_child_path"):
        parent.last_child_path = Page.objects.child_of(parent).order_by("path").values_list("path", flat=True).last()
    parent.numchild += 1
    last = parent.last_child_path
    number = Page._str2int(last[-Page.steplen :]) + 1 if last else 1
    parent.last_child_path = Page._get_path(parent.path, parent.depth + 1, number)
    return parent.last_child_path


def _add_practices(practices: list[PracticePage], ids: list[int]) -> None:
    """The rows of `practices` and their facts. Originals stand before their translations."""
    originals: dict[UUID, int] = {}
    copied_from: dict[int, int] = {}  # originals, by the copy
    for practice, pk in zip(practices, ids, strict=True):
        if practice.original_page_id is None:
            copied_from[pk] = practice.pk
            originals[practice.translation_key] = pk
        else:
            practice.original_page_id = originals[practice.translation_key]
        practice.pk = practice.page_ptr_id = practice.id = pk
    fields = PracticePage._meta.local_concrete_fields
    for start in range(0, len(practices), 20):  # `bulk_create` refuses models that have a parent
        PracticePage._base_manager._insert(practices[start : start + 20], fields=fields, using="default", raw=True)
    for name in PracticePage.concept_fields():
        through = PracticePage._meta.get_field(name).remote_field.through
        terms = defaultdict(list)
        for row in through.objects.filter(practicepage__in=set(copied_from.values())):
            terms[row.practicepage_id].append(row.concept_id)
        through.objects.bulk_create(
            through(practicepage_id=new, concept_id=term) for new, old in copied_from.items() for term in terms[old]
        )


def _copy_work(keys: list[tuple[UUID, UUID]]) -> None:
    ids: dict[tuple[UUID, type[Model], Any], Any] = {}
    for model, group, references in WORK:
        rows = defaultdict(list)
        found = model._base_manager.filter(**{f"{group}__in": {old for _new, old in keys}})
        for row in found.annotate(copied_group=F(group)):
            rows[row.copied_group].append(row)
        copies, places = [], []
        for new, old in keys:
            for row in rows[old]:
                changes = {name: ids[new, to, getattr(row, name)] for name, to in references.items()}
                changes["pk"] = None if references else new
                if hasattr(row, "uuid"):
                    changes["uuid"] = uuid4()
                copies.append(_changed(row, **changes))
                places.append((new, model, row.pk))
        model._base_manager.bulk_create(copies)
        ids.update(zip(places, (each.pk for each in copies), strict=True))


def _changed(row: Any, **values: Any) -> Any:
    changed = copy(row)
    changed._state = copy(row._state)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed
