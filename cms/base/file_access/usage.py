"""Which pages and settings use an image or a document, according to Wagtail's reference index.

The index covers what is saved on the page itself: for a published page, what visitors see. A file that only a later
draft uses does not count.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, ReferenceIndex, Revision, TaskState, get_page_models
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.base.delivery.visibility import public_pages
from cms.base.publishing.chosen_files import files_of


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def _references(model: type[Model], file: Any, for_members: bool) -> QuerySet[ReferenceIndex]:
    """References from pages to files of `model`, or only to `file`, unless it is None; `for_members`, all of them."""
    found = ReferenceIndex.objects.filter(to_content_type=_type(model), base_content_type=_type(Page))
    if not for_members:
        for name in _members_files():
            found = found.exclude(model_path__startswith=f"{name}.")
    return found.filter(to_object_id=str(file.pk)) if file else found


@cache  # the classes do not change
def _members_files() -> list[str]:
    """The members-only child relations that page classes declare. One name is private on all classes."""
    return sorted({name for model in get_page_models() for name in getattr(model, "members_files", ())})


def pages_using(file: Any, for_members: bool = True) -> PageQuerySet:
    """The pages that use `file`; without `for_members`, those that show it to everybody who may see them."""
    ids = _references(type(file), file, for_members).values_list("object_id", flat=True)
    return Page.objects.filter(pk__in={int(each) for each in ids})


def used_on(pages: PageQuerySet, model: type[Model], file: Any = None, for_members: bool = False) -> set[int]:
    """Ids of the files of `model` that `pages` show; limited to `file` if it is given."""
    if file:  # checks only its own pages, not thousands
        return {file.pk} if (pages & pages_using(file, for_members)).exists() else set()
    keys = pages.order_by().annotate(key=Cast("pk", CharField())).values("key")
    found = _references(model, None, for_members).filter(object_id__in=keys)
    return {int(each) for each in found.values_list("to_object_id", flat=True)}


def used_by_settings(model: type[Model], file: Any = None) -> set[int]:
    """Ids of the files of `model` that the site settings use, such as the logo. They are not in the index."""
    found = {pk for setting, name in _settings_fields(model) for pk in setting.objects.values_list(name, flat=True)}
    return found & {file.pk} if file else found - {None}


def _settings_fields(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """Each settings model with its fields that refer to `model`."""
    for setting in settings_registry:
        for field in setting._meta.fields:
            if field.related_model is model:
                yield setting, field.name


def public_files(model: type[Model], file: Any = None) -> set[int]:
    """Ids of the files of `model` that everybody may see; limited to `file` if it is given."""
    return used_by_settings(model, file) | used_on(public_pages(), model, file)


def is_public(file: Any) -> bool:
    return bool(public_files(type(file), file)) and not file.collection.get_view_restrictions().exists()


def reviewed_pages(file: Any) -> list[Any]:
    """Pages that will show `file` once they are published by schedule or review, as of that revision."""
    in_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    revisions = Revision.page_revisions.filter(Q(approved_go_live_at__isnull=False) | Q(pk__in=in_review))
    pages = [revision.as_object() for revision in revisions]
    return [page for page in pages if (type(file), str(file.pk)) in files_of(page)]


def published_without(user: Any, file: Any) -> list[Any]:
    """What keeps `user` from changing `file`: settings, and published, approved or reviewed pages of others."""
    pages = {page.pk: page for page in [*pages_using(file).live().specific(), *reviewed_pages(file)]}.values()
    found = [page for page in pages if not page.permissions_for_user(user).can_publish()]
    for setting, name in _settings_fields(type(file)):
        if not policy_registry.get_by_type(setting).user_has_permission(user, "change"):
            found += setting.objects.filter(**{name: file})
    return found
