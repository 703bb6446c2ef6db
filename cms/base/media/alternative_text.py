"""A picture is not shown without words for people who cannot see it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def missing_alternative_text(page: Any) -> dict[str, ValidationError]:
    """The error for `image_alt` of a page whose `image` has neither that nor a description of its own.

    A page without words for its picture takes the description: as words of the page, they are translated.
    """
    if page.image and not page.image_alt:
        page.image_alt = page.image.description
    if page.image and not page.image_alt:
        return {"image_alt": ValidationError(_("Say what the picture shows, for people who cannot see it."))}
    return {}
