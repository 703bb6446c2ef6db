"""Lets a page newly show only those pictures and documents that its editor may choose.

The choosers offer no others. But everyone who works on a page sees its files, so an id sent without the chooser would
give access to another partner's file.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

Files = set[tuple[type[Model], str]]  # model and primary key


def files_of(*objects: Any) -> Files:
    """The files that pages, or rows of pages, show as they are in memory."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in (get_image_model(), get_document_model())}
    return {
        (kinds[type_id], key)
        for each in objects
        for type_id, key, *_path in ReferenceIndex._extract_references_from_object(each)
        if type_id in kinds
    }


def may_choose_all(user: Any, files: Files) -> bool:
    """Whether `user` may choose each of `files`; those that no longer exist do not count."""
    for model, key in files:
        file = model._default_manager.filter(pk=key).select_related("collection").first()
        if file and not policy_registry.get_by_type(model).user_has_permission_for_instance(user, "choose", file):
            return False
    return True
