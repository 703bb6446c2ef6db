"""Whether a logo can be seen on the page's background."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext as _
from PIL import Image

from cms.base.brand.colours import CONTROL, PAPER, contrast, rgb

SIZE = 96  # pixels: enough to determine its colours
VISIBLE_SHARE = 0.25  # of a logo must stand out: a name in black beside a yellow sun is fine


def contrast_of_logo(picture: Image.Image) -> float | None:
    """The contrast of the quarter of its pixels that stands out most; None for a picture without transparency."""
    small = picture.convert("RGBA")
    small.thumbnail((SIZE, SIZE))
    colours: Any = small.getcolors(SIZE * SIZE)  # [(how many pixels, colour)]
    pixels = [rgba[:3] for count, rgba in colours if rgba[3] > 127 for _pixel in range(count)]
    if not pixels or len(pixels) == small.width * small.height:
        return None
    ratios = sorted((contrast(pixel, rgb(PAPER)) for pixel in pixels), reverse=True)
    return ratios[int(len(ratios) * VISIBLE_SHARE)]


def refuse_invisible(logo: Any) -> None:
    """Raises ValidationError, with the ratio, for a logo (SiteImage) that is hard to see on the page's background."""
    with logo.open_file() as file, Image.open(file) as picture:
        ratio = contrast_of_logo(picture)
    if ratio is not None and ratio < CONTROL:
        raise ValidationError(
            _(
                "The contrast of this logo with the background is %(ratio)s : 1, but it needs at least %(least)s : 1. "
                "Use the version for light backgrounds, or one with a background of its own."
            )
            % {"ratio": localize(round(ratio, 1)), "least": localize(CONTROL)}
        )
