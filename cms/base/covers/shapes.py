"""What covers are made of: two kinds of flat shapes, each printed with one of the cover's inks.

A cover is 360 units wide and 240 high, thirty by twenty fields of a grid of twelve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

UNIT = 12
WIDTH, HEIGHT = 30 * UNIT, 20 * UNIT

Point = tuple[float, float]


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    ink: str


@dataclass(frozen=True)
class Polygon:
    points: tuple[Point, ...]
    ink: str


Shape = Disc | Polygon


def box(left: float, top: float, right: float, bottom: float, ink: str) -> Polygon:
    return Polygon(((left, top), (right, top), (right, bottom), (left, bottom)), ink)


def sector(x: float, y: float, radius: float, start: float, end: float, ink: str) -> Polygon:
    """A slice of a disc between two angles, in turns: 0 points right, 0.25 down."""
    steps = max(2, round(abs(end - start) * 72))
    arc = [start + (end - start) * step / steps for step in range(steps + 1)]
    return Polygon(((x, y), *(on_circle(x, y, radius, turn) for turn in arc)), ink)


def on_circle(x: float, y: float, radius: float, turn: float) -> Point:
    return x + radius * cos(2 * pi * turn), y + radius * sin(2 * pi * turn)


def stroke(start: Point, end: Point, thickness: float, ink: str) -> Polygon:
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = (y2 - y1) / length * thickness / 2, (x1 - x2) / length * thickness / 2
    return Polygon(((x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)), ink)


def below(edge: Iterable[Point], ink: str) -> Polygon:
    """Everything below `edge`, which goes from the left to the right."""
    return Polygon((*edge, (WIDTH, HEIGHT), (0, HEIGHT)), ink)
