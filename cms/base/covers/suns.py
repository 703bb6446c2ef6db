"""The forms of the sun. Each is drawn around (x, y), within the radius r; the land is printed over what is below it."""

from collections.abc import Callable, Iterable

from cms.base.covers.shapes import Disc, Shape, box, on_circle, sector

Form = Callable[[float, float, float], Iterable[Shape]]


def disc(x: float, y: float, r: float) -> Iterable[Shape]:
    yield Disc(x, y, r, "sun")


def halo(x: float, y: float, r: float) -> Iterable[Shape]:
    yield Disc(x, y, r, "glow")
    yield Disc(x, y, r * 0.62, "sun")


def ring(x: float, y: float, r: float) -> Iterable[Shape]:
    yield Disc(x, y, r, "sun")
    yield Disc(x, y, r * 0.62, "sky")
    yield Disc(x, y, r * 0.26, "sun")


def rays(x: float, y: float, r: float) -> Iterable[Shape]:
    for number in range(14):
        turn = (number + 0.5) / 14
        yield sector(x, y, r * 1.22, turn - 0.015, turn + 0.015, "sun")
    yield Disc(x, y, r * 0.78, "sky")
    yield Disc(x, y, r * 0.66, "sun")


def pair(x: float, y: float, r: float) -> Iterable[Shape]:
    """A large one and a small one, overlapping."""
    yield Disc(x - r * 0.25, y, r * 0.9, "sun")
    yield Disc(x + r * 0.72, y + r * 0.3, r * 0.54, "sky")
    yield Disc(x + r * 0.72, y + r * 0.3, r * 0.46, "sun")


def twins(x: float, y: float, r: float) -> Iterable[Shape]:
    """Two of the same size, side by side."""
    yield Disc(x - r * 0.66, y, r * 0.64, "sun")
    yield Disc(x + r * 0.66, y, r * 0.64, "glow")


def petals(x: float, y: float, r: float) -> Iterable[Shape]:
    for number in range(8):
        yield Disc(*on_circle(x, y, r * 0.66, number / 8 + 1 / 16), r * 0.34, "sun")
    yield Disc(x, y, r * 0.5, "sky")
    yield Disc(x, y, r * 0.36, "sun")


def course(x: float, y: float, r: float) -> Iterable[Shape]:
    """Where it was before, and where it is now."""
    yield Disc(x - r * 1.5, y + r * 0.62, r * 0.4, "glow")
    yield Disc(x - r * 0.82, y + r * 0.22, r * 0.5, "glow")
    yield Disc(x, y, r * 0.78, "sun")


def slices(x: float, y: float, r: float) -> Iterable[Shape]:
    yield Disc(x, y, r, "sun")
    for number in range(4):
        top = y + r * (0.02 + number * 0.26)
        yield box(x - r - 1, top, x + r + 1, top + r * (0.05 + number * 0.03), "sky")


def quarters(x: float, y: float, r: float) -> Iterable[Shape]:
    yield sector(x, y, r, 0.5, 1.0, "sun")
    yield sector(x, y, r, 0.0, 0.25, "glow")
    yield sector(x, y, r, 0.25, 0.5, "sun")
    yield sector(x, y, r, 0.5, 0.75, "glow")


def ripples(x: float, y: float, r: float) -> Iterable[Shape]:
    for share, ink in ((1.15, "sun"), (1.03, "sky"), (0.86, "sun"), (0.72, "sky"), (0.54, "sun")):
        yield Disc(x, y, r * share, ink)


def halves(x: float, y: float, r: float) -> Iterable[Shape]:
    """One half by day, one in the morning."""
    yield Disc(x, y, r, "glow")
    yield sector(x, y, r, 0.25, 0.75, "sun")


# Each form, and the minimum height of its centre above the horizon, in radii: with one of them hidden, a pair is no
# pair.
FORMS: tuple[tuple[Form, float], ...] = (
    (disc, 0.0),
    (halo, 0.1),
    (ring, 0.2),
    (rays, 0.0),
    (pair, 0.6),
    (twins, 0.5),
    (petals, 0.55),
    (course, 0.5),
    (slices, 0.5),
    (quarters, 0.5),
    (ripples, 0.0),
    (halves, 0.25),
)
