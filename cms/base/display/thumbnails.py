"""The small picture beside an entry of a list: the page's photograph, else its drawn cover."""

from typing import Any

from wagtail.images.models import SourceImageIOError

from cms.base.covers.urls import cover_url

THUMBNAIL = "fill-360x240|format-webp"  # three times what a list shows, so that it is sharp on any screen


def thumbnail(photo: Any, cover: str) -> str:
    """The URL for an image, if there is one, or the code of a cover; empty if there is neither.

    Wagtail keeps the renditions that it has found in the cache, so a list makes no query for each.
    """
    if photo:
        try:
            return photo.get_rendition(THUMBNAIL).url
        except SourceImageIOError:  # its file is missing
            pass
    return cover_url(cover) if cover else ""
