"""The fields below the horizon, and the texture of the nearest ones."""

from collections.abc import Callable, Iterable
from math import pi, sin

from cms.base.covers.cover import BANDS, Cover
from cms.base.covers.shapes import HEIGHT, UNIT, WIDTH, Disc, Point, Shape, below, stroke

Edge = Callable[[float], float]  # how high the upper edge of a field is at x

HORIZONS = (156, 144, 132, 120)


def horizon_of(cover: Cover) -> float:
    return HORIZONS[cover.horizon] - 4 * (cover.place % 3)


def edges_of(cover: Cover) -> list[Edge]:
    """The upper edges of the fields, the farthest first."""
    horizon, count = horizon_of(cover), cover.bands + 1
    depth = HEIGHT - horizon
    # Nearer fields look deeper.
    tops = [horizon + depth * (number / count) ** 1.35 for number in range(count)]
    return [_edge(cover, number, top, depth / count) for number, top in enumerate(tops)]


def _edge(cover: Cover, number: int, top: float, depth: float) -> Edge:
    turned = 1 if (cover.place + number) % 2 else -1
    shift = (cover.place * 5 + number * 7) % 12 / 12

    def calm(x: float) -> float:
        return top

    def sloping(x: float) -> float:
        return top if number == 0 else top + turned * (x / WIDTH - 0.5) * min(depth, 18)

    def rolling(x: float) -> float:
        height = min(5 + depth * 0.25, 14) * (0.6 if number == 0 else 1)
        return top + height * sin(2 * pi * (x / WIDTH * (0.8 + 0.2 * (number % 3)) + shift))

    def ridged(x: float) -> float:
        length = 96 + 24 * ((cover.place + number) % 3)
        saw = abs((x / length + shift) % 1 - 0.5) * 2
        return top - 14 + 24 * saw

    return (calm, sloping, rolling, ridged)[cover.mood]


def land(cover: Cover) -> Iterable[Shape]:
    edges = edges_of(cover)
    for number, edge in enumerate(edges):
        yield below(_sampled(edge, cover), _ink(number, len(edges)))
    yield from TEXTURES[cover.texture](edges, f"land{max(0, BANDS - 3)}" if len(edges) > 1 else "land2")


def _ink(number: int, count: int) -> str:
    return f"land{round(BANDS * number / (count - 1)) if count > 1 else 4}"


def _sampled(edge: Edge, cover: Cover) -> list[Point]:
    step = WIDTH if cover.mood < 2 else UNIT / 2 if cover.mood == 2 else 4
    return [(x, edge(x)) for x in range(0, WIDTH + 1, int(step))]


# -- textures ----------------------------------------------------------------------------------------------------------


def _free(edges: list[Edge], margin: float, dx: float, dy: float, staggered: bool) -> Iterable[Point]:
    """Places in the nearest field on a grid."""
    edge = edges[-1]
    row, y = 0, HEIGHT - dy / 2
    while y > 96:
        x = dx / 2 * (2 if staggered and row % 2 else 1)
        while x < WIDTH + dx / 2:
            if y - margin > edge(x):
                yield x, y
            x += dx
        row, y = row + 1, y - dy


def fine_dots(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (Disc(x, y, 2.2, ink) for x, y in _free(edges, 7, 15, 15, False))


def large_dots(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (Disc(x, y, 4.5, ink) for x, y in _free(edges, 10, 30, 15, True))


def staggered_dots(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (Disc(x, y, 3, ink) for x, y in _free(edges, 8, 20, 10, True))


def rising_dots(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (Disc(x, y, 1.2 + 4 * (y - 120) / 120, ink) for x, y in _free(edges, 8, 20, 14, True))


def waves(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (stroke((x - 9, y), (x + 9, y), 2.4, ink) for x, y in _free(edges, 6, 36, 10, True))


def grass(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (stroke((x, y - 5), (x, y + 5), 2.4, ink) for x, y in _free(edges, 11, 15, 18, True))


def rain(edges: list[Edge], ink: str) -> Iterable[Shape]:
    return (stroke((x - 5, y + 5), (x + 5, y - 5), 2.4, ink) for x, y in _free(edges, 11, 20, 14, True))


def furrows(edges: list[Edge], ink: str) -> Iterable[Shape]:
    """Lines that run together towards the horizon."""
    for number in range(-9, 10):
        near = WIDTH / 2 + number * 44
        far = WIDTH / 2 + number * 14
        top = max(edges[-1](min(max(far, 0), WIDTH)), edges[-1](min(max((far + near) / 2, 0), WIDTH))) + 5
        start = near + (far - near) * (HEIGHT - top) / (HEIGHT - 96)
        yield stroke((start, top), (near, HEIGHT + 2), 2.2, ink)


TEXTURES = (fine_dots, large_dots, staggered_dots, rising_dots, waves, grass, rain, furrows)
