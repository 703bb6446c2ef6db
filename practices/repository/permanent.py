"""The lasting URL of a practice, which stays the same when its title, slug, partner or original changes."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from cms.base.delivery.sites import site_for
from practices.repository.practice import PracticePage

DIGITS = 10  # of the translation key's 32: with ten thousand practices, the chance of a collision is 1 in 20,000
SHORT_KEY = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


def short_key(key: UUID) -> str:
    return key.hex[:DIGITS]


def permanent_url(page: PracticePage, request: HttpRequest) -> str:
    """The lasting URL, absolute and the same in all languages."""
    return absolute(reverse("practice", args=[short_key(page.translation_key)]), request)


def absolute(path: str, request: HttpRequest) -> str:
    """`path` as an absolute URL at the site's own host, whatever host the request used."""
    site = site_for(request)
    return site.root_url + path if site else request.build_absolute_uri(path)


def with_short_keys(pages: QuerySet[PracticePage], keys: Iterable[str]) -> QuerySet[PracticePage]:
    """Those of `pages` whose translation key begins with one of `keys`, each `DIGITS` hexadecimal digits."""
    rest = 32 - DIGITS
    found = Q(pk=None)
    for key in keys:
        found |= Q(translation_key__range=(UUID(key + "0" * rest), UUID(key + "f" * rest)))
    return pages.filter(found)
