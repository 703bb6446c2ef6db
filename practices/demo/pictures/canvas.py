"""A drawing surface in units of a 1200 by 800 picture, independent of its pixels."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from cms.base.covers.inks import mixed

WIDTH, HEIGHT = 1200, 800
OVERSAMPLING = 2  # pixels per unit while drawing, to smooth the edges
QUALITY = 86
SUN, NIGHT = "#ffc22e", "#102a45"  # inks of every picture

Point = tuple[float, float]


class Canvas:
    def __init__(self, sky: Sequence[str], horizon: float) -> None:
        """Its sky runs through the colours of `sky` from the top to the horizon."""
        self.horizon = horizon
        self.image = Image.new("RGB", (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), sky[-1])
        self.shade(0, horizon, sky)

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def shade(self, top: float, bottom: float, colours: Sequence[str]) -> None:
        """A band that runs through `colours` from its top to its bottom."""
        rows, steps = round((bottom - top) * OVERSAMPLING), len(colours) - 1
        column = Image.new("RGB", (1, rows))
        for row in range(rows):
            place = row / rows * steps
            step = min(int(place), steps - 1)
            ink = mixed(colours[step], colours[step + 1], place - step) if steps else colours[0]
            column.putpixel((0, row), tuple(bytes.fromhex(ink[1:])))
        self.image.paste(
            column.resize((WIDTH * OVERSAMPLING, rows), Image.Resampling.NEAREST), (0, round(top * OVERSAMPLING))
        )

    def area(self, points: Sequence[Point], ink: str) -> None:
        self._draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], ink)

    def box(self, left: float, top: float, width: float, height: float, ink: str, corner: float = 0) -> None:
        box = [left * OVERSAMPLING, top * OVERSAMPLING, (left + width) * OVERSAMPLING, (top + height) * OVERSAMPLING]
        if corner:
            self._draw.rounded_rectangle(box, corner * OVERSAMPLING, ink)
        else:
            self._draw.rectangle(box, ink)

    def disc(self, x: float, y: float, radius: float, ink: str, tall: float = 1) -> None:
        across, up = radius * OVERSAMPLING, radius * tall * OVERSAMPLING
        self._draw.ellipse(
            [x * OVERSAMPLING - across, y * OVERSAMPLING - up, x * OVERSAMPLING + across, y * OVERSAMPLING + up], ink
        )

    def dome(self, x: float, base: float, radius: float, ink: str, tall: float = 1) -> None:
        """The upper half of a disc."""
        across, up = radius * OVERSAMPLING, radius * tall * OVERSAMPLING
        box = [x * OVERSAMPLING - across, base * OVERSAMPLING - up, x * OVERSAMPLING + across, base * OVERSAMPLING + up]
        self._draw.pieslice(box, 180, 360, ink)

    def arch(self, x: float, base: float, width: float, height: float, ink: str) -> None:
        self.dome(x, base - height + width / 2, width / 2, ink)
        self.box(x - width / 2, base - height + width / 2, width, height - width / 2, ink)

    def line(self, points: Sequence[Point], ink: str, width: float) -> None:
        across = round(width * OVERSAMPLING)
        self._draw.line([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], ink, across, joint="curve")

    def sun(self, x: float, y: float, radius: float, ink: str, sky: str) -> None:
        """With a glow of rings, as a printer would cut them."""
        for ring, share in ((2.5, 0.16), (1.85, 0.3), (1.38, 0.5)):
            self.disc(x, y, radius * ring, mixed(sky, ink, share))
        self.disc(x, y, radius, ink)

    def water(self, bottom: float, ink: str, share: float, shine: str, x: float) -> None:
        """Mirrors what is above the horizon, and has the light of a sun above `x` on it."""
        top, high = round(self.horizon * OVERSAMPLING), round((bottom - self.horizon) * OVERSAMPLING)
        above = ImageOps.flip(self.image.crop((0, top - high, WIDTH * OVERSAMPLING, top)))
        self.image.paste(Image.blend(above, Image.new("RGB", above.size, ink), share), (0, top))
        row, number = self.horizon + 7, 0
        while row < bottom - 4:
            far = (row - self.horizon) / (bottom - self.horizon)
            wide, aside = 26 + 170 * far, (number * 53 % 37 - 18) * (0.4 + 2 * far)
            self.box(x - wide / 2 + aside, row, wide, 1.5 + 4 * far, shine, 1 + 2 * far)
            for side in (-1, 1):
                start = x + side * (150 + number * 97 % 330) - aside
                self.box(start, row + 3, 30 + 60 * far, 1 + 2.5 * far, mixed(ink, shine, 0.35), 1 + far)
            row, number = row + 8 + 16 * far, number + 1

    def file(self, box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)) -> bytes:
        """As a JPEG: the whole picture, or the part of it in `box`."""
        picture = self.image.reduce(OVERSAMPLING).crop(box)
        written = BytesIO()
        picture.save(written, "JPEG", quality=QUALITY, subsampling=0)
        return written.getvalue()
