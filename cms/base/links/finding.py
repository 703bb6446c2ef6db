"""Records the links of published pages, reading only the columns: no page is loaded."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import URLField
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site

from cms.base.links.model import LinkUse, OutgoingLink
from cms.base.links.urls import urls_in
from cms.base.models import BasePage
from cms.base.models.page import page_types

BATCH_SIZE = 500  # rows
Place = tuple[int, str, str]  # id of the page, content path, URL


def note_links(page_id: int | None = None) -> None:
    """Records the links of the page `page_id`, or of all pages, and deletes those that are no longer used."""
    own = own_hosts()
    found = {place for place in places(page_id) if urlsplit(place[2]).hostname not in own}
    with transaction.atomic():
        uses = LinkUse.objects.all() if page_id is None else LinkUse.objects.filter(page=page_id)
        known = {
            (page, place, url): pk for pk, page, place, url in uses.values_list("pk", "page", "place", "link__url")
        }
        _delete([pk for place, pk in known.items() if place not in found])
        _add(sorted(found - known.keys()))
        OutgoingLink.objects.filter(uses=None).delete()


def own_hosts() -> set[str]:
    """The site's own hosts, which are not checked: internal links follow their pages."""
    hosts = set(Site.objects.values_list("hostname", flat=True))
    return hosts | {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""}


def places(page_id: int | None) -> Iterator[Place]:
    """The places of all links on published pages, possibly with duplicates."""
    for model in page_types():
        live = model.objects.filter(live=True, alias_of=None).order_by()
        yield from _in_columns(model, live if page_id is None else live.filter(pk=page_id))
        yield from _in_rows(model, page_id)


def _in_columns(model: type[BasePage], pages: Any) -> Iterator[Place]:
    columns = _columns(model, model.members_links)
    for pk, *values in pages.values_list("pk", *columns).iterator(BATCH_SIZE) if columns else ():
        for name, value in zip(columns, values, strict=True):
            for place, part in _parts(model, name, value):
                yield from ((pk, place, url) for url in urls_in(part))


def _in_rows(model: type[BasePage], page_id: int | None) -> Iterator[Place]:
    """The places in child tables, such as the links of a practice."""
    for relation in get_all_child_relations(model):
        rows = relation.related_model
        name = relation.get_accessor_name()
        if not (columns := _columns(rows)) or name in model.members_files:
            continue
        page = relation.field.name
        found = rows._default_manager.filter(**{f"{page}__live": True, f"{page}__alias_of": None})
        if page_id is not None:
            found = found.filter(**{page: page_id})
        for pk, row, *values in found.values_list(page, "pk", *columns).iterator(BATCH_SIZE):
            for column, value in zip(columns, values, strict=True):
                yield from ((pk, f"{name}.{row}.{column}", url) for url in urls_in(value))


def _columns(model: Any, left_out: tuple[str, ...] = ()) -> list[str]:
    kinds = (RichTextField, StreamField, URLField)
    return [
        field.name for field in model._meta.concrete_fields if isinstance(field, kinds) and field.name not in left_out
    ]


def _parts(model: Any, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The blocks of a stream field, or a plain field, with their content paths."""
    if isinstance(model._meta.get_field(name), StreamField):
        for block in value.raw_data:
            yield f"{name}.{block.get('id', '')}", block["value"]
    else:
        yield name, value


def _delete(uses: list[int]) -> None:
    for start in range(0, len(uses), BATCH_SIZE):
        LinkUse.objects.filter(pk__in=uses[start : start + BATCH_SIZE]).delete()


def _add(found: list[Place]) -> None:
    for start in range(0, len(found), BATCH_SIZE):
        part = found[start : start + BATCH_SIZE]
        urls = {url for _page, _place, url in part}
        new = [OutgoingLink(url=url, host=urlsplit(url).hostname or "") for url in sorted(urls)]
        OutgoingLink.objects.bulk_create(new, ignore_conflicts=True)
        links = dict(OutgoingLink.objects.filter(url__in=urls).values_list("url", "pk"))
        uses = [LinkUse(page_id=page, place=place, link_id=links[url]) for page, place, url in part]
        LinkUse.objects.bulk_create(uses, ignore_conflicts=True)
