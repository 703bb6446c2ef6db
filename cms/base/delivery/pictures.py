"""Pictures as those see them who are not on the page: search engines, and where the page is shared."""

from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from cms.base.models import SiteImage

SHARED = "fill-1200x630"


def shared_picture(image: SiteImage | None, request: HttpRequest) -> str:
    """The full URL of `image` as it is shared; empty without a picture, or without its file."""
    try:
        return request.build_absolute_uri(image.get_rendition(SHARED).url) if image else ""
    except SourceImageIOError:
        return ""
