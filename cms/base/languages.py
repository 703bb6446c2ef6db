"""The languages of the site, and a page in each of them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Locale
from wagtail.users.models import UserProfile


def content_languages() -> list[tuple[str, str]]:
    """`(code, own name)` of every language that content is written in, the default language first."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def language_name(code: str) -> str:
    """The language's own name, or the code itself if the site does not have the language."""
    return dict(content_languages()).get(code, code)


def active_language() -> str:
    """The content language that the reader has chosen."""
    code = get_language() or settings.LANGUAGE_CODE
    return code if code in dict(content_languages()) else settings.LANGUAGE_CODE


def first_of(wanted: Iterable[str], available: Iterable[str]) -> str:
    """The first of the codes `wanted` that is among `available`; if none is, any of these."""
    available = list(available)
    return next((code for code in wanted if code in available), available[0])


def language_to_read(reader: str, available: Iterable[str]) -> str:
    """The language in which readers of `reader` get what exists only in the languages `available`.

    Their own, else the first in the order of the site: the same for everybody, so that pages can be cached.
    """
    return first_of([reader, *dict(content_languages())], available)


def admin_language(user: Any) -> str:
    """The language in which `user` sees the admin; the default language if there is no user."""
    profile = UserProfile.get_for_user(user) if user and user.is_authenticated else None
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def is_in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def language_of_reader(request: HttpRequest) -> str:
    """The language of the site's own words at the URL: in the admin, the user's own."""
    if is_in_admin(request) and request.user.is_authenticated:
        return admin_language(request.user)
    return active_language()


def ensure_locales() -> dict[str, Locale]:
    """A `Locale` row for every content language, by code."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in content_languages()}
