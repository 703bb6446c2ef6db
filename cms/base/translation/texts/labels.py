"""Where each text of a page is, with the labels of the page's form: "Body · Quote · Author", "Body · Paragraph 3"."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import ForeignObjectRel
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

from cms.base.text_limits import AtMost
from cms.base.translation.texts.text import Text


def with_labels(texts: list[Text], source: TranslationSource) -> list[Text]:
    """Adds labels and length limits."""
    model: Any = source.specific_content_type.model_class()
    content = _with_blocks(model, json.loads(source.content_json))
    places = [list(_places(model, content, text.path.split("."))) for text in texts]
    labels = [" · ".join(_label(place) for place in each if _label(place)) for each in places]
    repeated = {label for label, count in Counter(labels).items() if count > 1}
    seen: Counter[str] = Counter()
    found = []
    for text, label, place in zip(texts, labels, places, strict=True):
        seen[label] += 1
        number = f" {seen[label]}" if label in repeated else ""
        limit = _limit(place[-1]) if "." in text.path else model.limit_of(text.path)
        found.append(replace(text, label=label + number, limit=limit))
    return found


def _label(place: Any) -> str:
    if isinstance(place, blocks.Block):
        return str(place.label)
    if isinstance(place, ForeignObjectRel):
        place = place.related_model
        return str(capfirst(place._meta.verbose_name))
    return str(capfirst(place.verbose_name))


def _limit(place: Any) -> AtMost | None:
    field = place.field if isinstance(place, blocks.FieldBlock) else place
    most = getattr(field, "max_length", None)
    return AtMost(most) if most else None


def _with_blocks(model: Any, content: dict[str, Any]) -> dict[str, Any]:
    """`content` with the blocks of its stream fields. A whole page would take ten queries, for its relations."""
    streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return {**content, **{field.name: field.to_python(content.get(field.name)) for field in streams}}


def _places(model: Any, content: dict[str, Any], path: list[str]) -> Iterator[Any]:
    """The field, or relation and field, or field and blocks, that lead to a text."""
    field = model._meta.get_field(path[0])
    yield field
    if isinstance(field, ForeignObjectRel):
        row = next((row for row in content.get(path[0], ()) if row["translation_key"] == path[1]), None)
        if row is not None and len(path) > 2:
            yield from _places(field.related_model, row, path[2:])
    elif isinstance(field, StreamField):
        yield from _blocks(content[path[0]], path[1:])


def _blocks(value: Any, path: list[str]) -> Iterator[blocks.Block]:
    if not path:
        return
    if isinstance(value, blocks.StructValue):
        child = value.block.child_blocks.get(path[0])
        if child is not None:
            yield child
            yield from _blocks(value.get(path[0]), path[1:])
    elif isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        bound = value.bound_blocks if isinstance(value, blocks.list_block.ListValue) else value
        child = next((each for each in bound if each.id == path[0]), None)
        if child is not None:
            yield child.block
            yield from _blocks(child.value, path[1:])
