"""A site has two colours; those that must be readable on them, in light and dark mode, are computed.

Contrast is that of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), with L the relative luminance, from 1 to 21.
"""

import colorsys
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _

Rgb = tuple[int, int, int]

HEX = re.compile(r"#([0-9a-f]{6})")
TEXT, CONTROL = 4.5, 3.0  # minimum contrast of text, and of everything else
# As in base.css.
PAPER, WASH, INK, ON_NIGHT = "#fcfaf6", "#f4f0e8", "#17202b", "#f3efe6"
DARK_PAPER, DARK_WASH = "#12171d", "#1b222a"
SUN, LINK = "#ffc22e", "#164a7c"
VERSION = 1  # of the computation: browsers cache a stylesheet for a year
STEP = 0.02  # of lightness


def rgb(colour: str) -> Rgb:
    """The components of "#rrggbb", from 0 to 255. Raises ValueError for anything else."""
    if not (found := HEX.fullmatch(colour)):
        raise ValueError(colour)
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """The relative luminance, from 0 for black to 1 for white."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """The ratio, from 1 to 21, in either order."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, background: str, least: float = TEXT) -> str:
    """The colour, made lighter on a dark background, or darker on a light one, until it has the contrast."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb(colour)))
    step = STEP if luminance(rgb(background)) < 0.18 else -STEP
    while contrast(rgb(colour), rgb(background)) < least:
        lightness = min(max(lightness + step, 0), 1)
        red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, lightness, saturation))
        colour = f"#{red:02x}{green:02x}{blue:02x}"
    return colour


def validate_colour(colour: str) -> None:
    if not HEX.fullmatch(colour):
        raise ValidationError(_("Enter a colour as six hexadecimal digits, such as #164a7c."))


def validate_link_colour(colour: str) -> None:
    """Raises ValidationError, which states the ratio, for a colour that is unreadable on the site's background."""
    validate_colour(colour)
    if (ratio := contrast(rgb(colour), rgb(WASH))) < TEXT:
        raise ValidationError(
            _("The contrast of this colour with the background is %(ratio)s : 1. Text needs at least %(least)s : 1.")
            % {"ratio": localize(round(ratio, 1)), "least": localize(TEXT)}
        )


@dataclass(frozen=True)
class Palette:
    sun: str = SUN  # surfaces and lines
    link: str = LINK  # text on the page's background

    @property
    def code(self) -> str:
        """Two colours as twelve hexadecimal digits: part of the URL of the stylesheet."""
        return self.sun[1:] + self.link[1:]

    @property
    def url(self) -> str:
        """The URL of its stylesheet; empty for the colours of base.css."""
        return "" if self == Palette() else reverse("colours", args=[VERSION, self.code])

    @classmethod
    def from_code(cls, code: str) -> "Palette":
        return cls("#" + code[:6], "#" + code[6:])

    def css(self) -> str:
        """The rules that replace the colours of base.css, in its layer."""
        on_sun = max((INK, "#ffffff"), key=lambda colour: contrast(rgb(colour), rgb(self.sun)))
        if contrast(rgb(on_sun), rgb(self.sun)) < TEXT:
            on_sun = "#000000"
        night = readable(self.link, ON_NIGHT, 11)
        return (
            f"@layer base{{:root{{--sun:{self.sun};--on-sun:{on_sun};--link:{self.link};--night:{night}}}"
            "@media (prefers-color-scheme:dark){:root{"
            f"--sun:{readable(self.sun, DARK_PAPER, CONTROL)};--link:{readable(self.link, DARK_WASH, 7)};"
            f"--night:{readable(self.link, ON_NIGHT, 15)}}}}}}}"
            f"html:root{{{_admin('primary', night)}{_admin('secondary', self.link)}}}"
        )


def _admin(name: str, colour: str) -> str:
    """A colour of Wagtail's admin, which derives the others from its hue; the lightness stays Wagtail's."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb(colour)))
    saturation = min(saturation, 0.8)
    return f"--w-color-{name}-hue:{hue * 360:.1f};--w-color-{name}-saturation:{saturation * 100:.1f}%;"
