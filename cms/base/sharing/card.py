"""Social cards: how networks and chats show a link. A page's title beside its cover, on one horizon."""

from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

from cms.base.covers.cover import Cover
from cms.base.covers.drawing import sun_of
from cms.base.covers.inks import inks
from cms.base.covers.land import horizon_of
from cms.base.covers.raster import raster
from cms.base.covers.shapes import WIDTH as COVER_WIDTH
from cms.base.sharing.fonts import SANS, SERIF, font
from cms.base.sharing.text import Text, leading

VERSION = 2  # of the layout: increasing it gives every card a new URL
WIDTH, HEIGHT = 1200, 630
PAPER, INK, SOFT_INK = "#fdfcf9", "#1a2129", "#4a535d"
ART = 480  # the width of the cover
HORIZON = 436  # from the top
MARGIN = 64
TITLE_TOP = 112
COLUMN = WIDTH - ART - 2 * MARGIN
TITLE_SIZES, KICKER_SIZES, NAME_SIZES = range(80, 27, -4), (30, 26, 22), (44, 36, 30, 26)  # the first that fits
COLOURS = 128


@dataclass(frozen=True)
class SocialCard:
    title: str
    kicker: str  # above the title: a country, a date
    site_name: str
    cover: Cover

    @property
    def digest(self) -> str:
        """A hash of everything that the card shows."""
        return sha256(repr((VERSION, astuple(self))).encode()).hexdigest()[:16]

    def png(self) -> bytes:
        title, name = Text.of(self.title, SERIF, SANS), Text.of(self.site_name, SERIF, SANS)
        kicker = Text.of(self.kicker, SANS, SERIF)
        if title and kicker and name:
            image = self._written(title, kicker, name)
        else:
            image = raster(self.cover, WIDTH, HEIGHT, 0, WIDTH / COVER_WIDTH)
        file = BytesIO()
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _written(self, title: Text, kicker: Text, name: Text) -> Image.Image:
        cover = replace(self.cover, horizon=min(self.cover.horizon, 1))  # leaves room for the title
        scale = HORIZON / horizon_of(cover)
        x, _y, _radius = sun_of(cover)
        left = min(max(x - ART / scale / 2, 0), COVER_WIDTH - ART / scale)  # the sun in the middle, if possible
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        image.paste(raster(cover, ART, HEIGHT, left, scale), (WIDTH - ART, 0))
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, HORIZON, WIDTH - ART - 1, HORIZON + 5), inks(cover)["land5"])
        for text, sizes, height, baseline, ink in (
            (title, TITLE_SIZES, HORIZON - 40 - TITLE_TOP, HORIZON - 34, INK),
            (kicker, KICKER_SIZES, 40, MARGIN + 22, SOFT_INK),
            (name, NAME_SIZES, 56, HEIGHT - MARGIN, INK),
        ):
            size, lines = text.fitted(sizes, COLUMN, height)
            for number, line in enumerate(reversed(lines)):
                draw.text((MARGIN, baseline - number * leading(size)), line, ink, font(text.face, size), "ls")
        return image
