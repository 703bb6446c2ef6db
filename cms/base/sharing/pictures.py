"""Pictures as they appear away from the page: in search engines, and where the page is shared."""

from typing import Any

from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from cms.base.models import SiteImage

SHARED = "fill-1200x630|format-jpeg"  # as large as a social card; not every network reads AVIF or WebP


def shared_rendition(image: SiteImage | None) -> Any:
    """The rendition of `image` for sharing; None without an image, or if its file is missing."""
    try:
        return image.get_rendition(SHARED) if image else None
    except SourceImageIOError:
        return None


def shared_picture(image: SiteImage | None, request: HttpRequest) -> str:
    """The full URL of the rendition of `image` for sharing, or an empty string."""
    rendition = shared_rendition(image)
    return request.build_absolute_uri(rendition.url) if rendition else ""
