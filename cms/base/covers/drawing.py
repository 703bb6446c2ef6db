"""The composition of a cover: sky, sun, land, and what a mood adds."""

from collections.abc import Iterable

from cms.base.covers.cover import CALM, LIVELY, Cover
from cms.base.covers.land import horizon_of, land
from cms.base.covers.shapes import HEIGHT, UNIT, WIDTH, Disc, Shape, box, stroke
from cms.base.covers.suns import FORMS


def drawing(cover: Cover) -> list[Shape]:
    """The shapes of the cover, the farthest first."""
    return [box(0, 0, WIDTH, HEIGHT, "sky"), *_sun(cover), *land(cover), *_mood(cover)]


def sun_of(cover: Cover) -> tuple[float, float, float]:
    """Where the sun is, and its radius."""
    x = WIDTH / 2 + (cover.place % 4 - 1.5) * 3 * UNIT
    radius = (4.5 + cover.place // 4 % 3 * 0.75) * UNIT
    least = FORMS[cover.form][1]
    height = least + (0.0, 0.25, 0.5)[cover.place // 12]
    return x, max(horizon_of(cover) - radius * height, radius + UNIT), radius


def _sun(cover: Cover) -> Iterable[Shape]:
    return FORMS[cover.form][0](*sun_of(cover))


def _mood(cover: Cover) -> Iterable[Shape]:
    if cover.mood == CALM:
        return _reflection(cover)
    return _sparks(cover) if cover.mood == LIVELY else ()


def _reflection(cover: Cover) -> Iterable[Shape]:
    x, _, radius = sun_of(cover)
    for number in range(5):
        half = radius * (0.85 - 0.16 * number)
        y = horizon_of(cover) + 8 + number * 11
        yield stroke((x - half, y), (x + half, y), 4.4 - 0.4 * number, "shine")


def _sparks(cover: Cover) -> Iterable[Shape]:
    """They fly from the sun to the farther corner."""
    x, y, radius = sun_of(cover)
    side = -1 if x > WIDTH / 2 else 1
    for number in range(1, 6):
        away = radius * 1.1 + number * 26
        yield Disc(x + side * away, 18 + (y - radius * 0.4) * (1 - number / 6) ** 2, 8 - number, "sun")
