"""Pictures as those see them who are not on the page: search engines, and where the page is shared."""

from typing import Any

from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from cms.base.models import SiteImage

SHARED = "fill-1200x630|format-jpeg"  # as large as a social card; not every network reads AVIF or WebP


def shared_rendition(image: SiteImage | None) -> Any:
    """`image` as it is shared; None without a picture, or without its file."""
    try:
        return image.get_rendition(SHARED) if image else None
    except SourceImageIOError:
        return None


def shared_picture(image: SiteImage | None, request: HttpRequest) -> str:
    """The full URL of `image` as it is shared, or an empty text."""
    rendition = shared_rendition(image)
    return request.build_absolute_uri(rendition.url) if rendition else ""
