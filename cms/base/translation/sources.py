"""wagtail-localize's copy of an original and its texts, stored with a fixed number of queries.

`TranslationSource.refresh_segments` (wagtail-localize 1.14.5) makes six queries per text: a thousand for a long page.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.base.models import BasePage

M = TypeVar("M", bound=Model)


@transaction.atomic
def store_source(page: BasePage) -> TranslationSource:
    """Stores the source of `page` with its texts as they are in memory. Updates its date even if nothing changed."""
    content_type = page.cached_content_type
    thing, _ = TranslatableObject.objects.get_or_create_from_instance(page)
    source, _ = TranslationSource.objects.update_or_create(
        object=thing,
        locale_id=page.locale_id,
        specific_content_type=content_type,
        defaults={
            "object_repr": str(page)[:200],
            "content_json": page.to_json(),
            "schema_version": get_schema_version(page._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    store_segments(source, page)
    return source


def store_segments(source: TranslationSource, page: BasePage) -> None:
    segments = list(extract_segments(page))
    contexts = _contexts(source, {segment.path for segment in segments})
    strings = [each for each in segments if hasattr(each, "string")]
    templates = [each for each in segments if isinstance(each, TemplateSegmentValue)]
    overridable = [each for each in segments if isinstance(each, OverridableSegmentValue)]
    string_of = _strings(source.locale_id, {each.string.data for each in strings})
    template_of = _templates(templates)

    def common(value: Any) -> dict[str, Any]:
        return {"source_id": source.pk, "context_id": contexts[value.path], "order": value.order}

    _replace(
        StringSegment,
        source,
        (StringSegment(string_id=string_of[v.string.data], attrs=_json(v.attrs), **common(v)) for v in strings),
    )
    _replace(
        TemplateSegment, source, (TemplateSegment(template_id=template_of[v.template], **common(v)) for v in templates)
    )
    _replace(
        OverridableSegment, source, (OverridableSegment(data_json=_json(v.data), **common(v)) for v in overridable)
    )
    # Rare: translatable objects related to the page that are not pages.
    related = [each for each in segments if isinstance(each, RelatedObjectSegmentValue)]
    kept = [RelatedObjectSegment.from_value(source, each).pk for each in related]
    source.relatedobjectsegment_set.exclude(pk__in=kept).delete()


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _contexts(source: TranslationSource, paths: set[str]) -> dict[str, int]:
    """Ids by path."""
    mine = TranslationContext.objects.filter(object_id=source.object_id)
    found = dict(mine.values_list("path", "pk"))
    if missing := paths - found.keys():
        TranslationContext.objects.bulk_create(
            (
                TranslationContext(object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path))
                for path in missing
            ),
            ignore_conflicts=True,
        )
        found = dict(mine.values_list("path", "pk"))
    return found


def _strings(locale_id: int, texts: set[str]) -> dict[str, int]:
    """Ids by text."""
    hashes = {String._get_data_hash(text): text for text in texts}
    mine = String.objects.filter(locale_id=locale_id, data_hash__in=hashes)
    found = dict(mine.values_list("data_hash", "pk"))
    if missing := hashes.keys() - found.keys():
        String.objects.bulk_create(
            (String(locale_id=locale_id, data=hashes[each], data_hash=each) for each in missing), ignore_conflicts=True
        )
        found = dict(mine.values_list("data_hash", "pk"))
    return {text: found[each] for each, text in hashes.items()}


def _templates(values: Iterable[TemplateSegmentValue]) -> dict[str, int]:
    """Ids by template."""
    wanted = {uuid5(uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template): value for value in values}
    mine = Template.objects.filter(uuid__in=wanted)
    found = dict(mine.values_list("uuid", "pk"))
    if missing := wanted.keys() - found.keys():
        Template.objects.bulk_create(
            (
                Template(
                    uuid=each,
                    template=wanted[each].template,
                    template_format=wanted[each].format,
                    string_count=wanted[each].string_count,
                )
                for each in missing
            ),
            ignore_conflicts=True,
        )
        found = dict(mine.values_list("uuid", "pk"))
    return {value.template: found[each] for each, value in wanted.items()}


def _replace(model: type[M], source: TranslationSource, wanted: Iterable[M]) -> None:
    """Makes the segments of one kind equal `wanted`, keeping existing ones."""
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def identity(segment: M) -> tuple[Any, ...]:
        return tuple(getattr(segment, name) for name in columns)

    there = {identity(segment): segment for segment in model._default_manager.filter(source=source)}
    new = {identity(segment): segment for segment in wanted}
    gone = [segment.pk for key, segment in there.items() if key not in new]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(segment for key, segment in new.items() if key not in there)
