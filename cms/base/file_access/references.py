"""Wagtail indexes a page before it deletes its child rows, so their references remain until the next save.

A document removed from a practice would stay public.
"""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex


def row_deleted(instance: Any, **kwargs: Any) -> None:
    for name, page_class in _pages_of(type(instance)):
        if page := page_class.objects.filter(pk=getattr(instance, name)).first():
            ReferenceIndex.create_or_update_for_object(page)


def _pages_of(model: Any) -> list[tuple[str, Any]]:
    """The columns of `model` that refer to the page that its rows belong to, each with the page class."""
    fields = [field for field in model._meta.fields if isinstance(field, ParentalKey)]
    return [(field.attname, field.related_model) for field in fields if issubclass(field.related_model, Page)]


for model in apps.get_models():
    if _pages_of(model):
        post_delete.connect(row_deleted, sender=model)
