"""Where each text of a page stands, in the words of the page's form: "Body · Quote · Author", "Body · Paragraph 3"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import ForeignObjectRel
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

from cms.base.translation.texts.text import Text


def with_labels(texts: list[Text], source: TranslationSource) -> list[Text]:
    page = source.as_instance()
    labels = [" · ".join(map(str, _parts(page, text.path.split(".")))) for text in texts]
    repeated = {label for label, count in Counter(labels).items() if count > 1}
    seen: Counter[str] = Counter()
    found = []
    for text, label in zip(texts, labels, strict=True):
        seen[label] += 1
        number = f" {seen[label]}" if label in repeated else ""
        field = None if "." in text.path else page._meta.get_field(text.path)
        found.append(replace(text, label=label + number, max_length=getattr(field, "max_length", None)))
    return found


def _parts(instance: Any, path: list[str]) -> Iterator[Any]:
    field = instance._meta.get_field(path[0])
    if isinstance(field, ForeignObjectRel):
        yield capfirst(field.related_model._meta.verbose_name)  # type: ignore[union-attr]
        row = getattr(instance, path[0]).filter(translation_key=path[1]).first()
        if row is not None and len(path) > 2:
            yield from _parts(row, path[2:])
        return
    yield capfirst(field.verbose_name)
    if isinstance(field, StreamField):
        yield from _blocks(field.value_from_object(instance), path[1:])


def _blocks(value: Any, path: list[str]) -> Iterator[Any]:
    """The labels of the blocks on the way; nothing for those that carry no name of their own."""
    if not path:
        return
    if isinstance(value, blocks.StructValue):
        child = value.block.child_blocks.get(path[0])
        if child is not None:
            yield child.label
            yield from _blocks(value.get(path[0]), path[1:])
    elif isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        bound = value.bound_blocks if isinstance(value, blocks.list_block.ListValue) else value
        child = next((each for each in bound if each.id == path[0]), None)
        if child is not None:
            yield child.block.label
            yield from _blocks(child.value, path[1:])
