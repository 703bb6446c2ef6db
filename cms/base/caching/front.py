"""Tells a cache in front of the site which pages to drop. Other pages that it has cached expire after some minutes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from wagtail.contrib.frontend_cache.utils import purge_pages_from_cache
from wagtail.models import Page

from cms.base.signals import content_changed


@receiver(content_changed)
def purge_pages(keys: Iterable[UUID], **kwargs: Any) -> None:
    """Purges the pages in every language and all their ancestors: the lists, the partner, the home page."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    paths = Page.objects.filter(translation_key__in=list(keys)).values_list("path", flat=True)
    concerned = {path[:end] for path in paths for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)}
    pages = list(Page.objects.filter(path__in=concerned))
    transaction.on_commit(lambda: purge_pages_from_cache(pages), robust=True)
