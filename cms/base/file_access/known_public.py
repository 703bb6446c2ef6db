"""Caches for a minute which files are public, so that a page with ten pictures needs no queries for them.

Only "yes" is cached, under the number of the current generation. Any change of what is public starts a new generation
on commit. Processes that do not share a cache, such as the worker, notice after a minute.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import CollectionViewRestriction

from cms.base.signals import content_changed

GENERATION = "media-generation"
SECONDS = 60


def known_public(name: str, is_public: Callable[[], bool]) -> bool:
    """Whether the file `name` is public: calls `is_public` unless the answer is cached."""
    key = f"media-public-{sha256(name.encode()).hexdigest()}"
    found = cache.get_many([GENERATION, key])
    generation = found.get(GENERATION) or _new_generation()
    if found.get(key) == generation:
        return True
    if public := is_public():
        cache.set(key, generation, SECONDS)
    return public


def _new_generation() -> str:
    generation = uuid4().hex
    cache.set(GENERATION, generation, None)
    return generation


@receiver(content_changed)
@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def forget(**kwargs: Any) -> None:
    transaction.on_commit(_new_generation, robust=True)


for model in settings_registry:
    post_save.connect(forget, sender=model)
    post_delete.connect(forget, sender=model)
