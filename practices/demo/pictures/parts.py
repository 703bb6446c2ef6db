"""What towns are drawn from: houses, towers, domes, trees."""

from cms.base.covers.inks import mixed
from practices.demo.pictures.canvas import Canvas

LIT = "#ffd777"


def windows(c: Canvas, x: float, top: float, width: float, height: float, ink: str, across: int, up: int) -> None:
    """A grid of them in a wall; a few are lit."""
    step, rise = width / (across + 0.5), height / (up + 0.4)
    for column in range(across):
        for row in range(up):
            lit = (column * 7 + row * 5 + int(x)) % 6 == 0
            c.box(x + step * (column + 0.5), top + rise * (row + 0.45), step * 0.5, rise * 0.58, LIT if lit else ink)


def house(c: Canvas, x: float, base: float, width: float, height: float, wall: str, roof: str, slope: float) -> None:
    """Its eaves towards us; one side in the shade."""
    top = base - height
    c.area([(x - 3, top), (x + width * 0.12, top - slope), (x + width * 0.88, top - slope), (x + width + 3, top)], roof)
    c.box(x, top, width, height, wall)
    c.box(x + width * 0.82, top, width * 0.18, height, mixed(wall, roof, 0.22))
    windows(
        c, x, top, width * 0.86, height, mixed(wall, "#1a2740", 0.62), max(2, int(width / 26)), max(1, int(height / 32))
    )


def gable(c: Canvas, x: float, base: float, width: float, height: float, wall: str, trim: str, steps: int) -> None:
    """A house of a canal, with a stepped gable, or with a plain one if it has no steps."""
    top, rise = base - height, width * 0.6
    if steps:
        for n in range(steps + 1):
            inset = width / 2 * n / (steps + 1)
            c.box(x + inset, top - rise * (n + 1) / (steps + 1), width - 2 * inset, rise * (n + 1) / (steps + 1), wall)
    else:
        c.area([(x, top), (x + width / 2, top - rise), (x + width, top)], wall)
    c.box(x, top, width, height, wall)
    windows(
        c, x + width * 0.06, top, width * 0.88, height * 0.8, trim, 2 if width < 90 else 3, max(2, int(height / 44))
    )
    c.disc(x + width / 2, top - rise * 0.3, width * 0.07, trim)


def spire(c: Canvas, x: float, base: float, width: float, height: float, wall: str, roof: str, point: float) -> None:
    """A tower with a pointed roof of height `point`."""
    top = base - height
    c.box(x - width / 2, top, width, height, wall)
    c.box(x + width * 0.22, top, width * 0.28, height, mixed(wall, roof, 0.3))
    c.area([(x - width * 0.6, top), (x, top - point), (x + width * 0.6, top)], roof)
    c.arch(x - width * 0.06, top + width * 0.95, width * 0.28, width * 0.6, mixed(wall, "#1a2740", 0.7))


def cupola(c: Canvas, x: float, base: float, radius: float, wall: str, roof: str, drum: float) -> None:
    """A drum with columns, a dome with ribs, a lantern."""
    tall = 1.15  # radii
    c.box(x - radius, base - drum, 2 * radius, drum, wall)
    columns = 9
    for n in range(columns):
        c.box(
            x - radius + (n + 0.3) * 2 * radius / columns,
            base - drum * 0.86,
            radius * 0.1,
            drum * 0.72,
            mixed(wall, roof, 0.55),
        )
    c.box(x - radius * 1.06, base - drum - radius * 0.06, radius * 2.12, radius * 0.08, mixed(wall, "#ffffff", 0.3))
    c.dome(x, base - drum, radius, roof, tall)
    for side in (-0.62, -0.22, 0.22, 0.62):
        points = [
            (x + side * radius * (1 - t * t) ** 0.5, base - drum - t * radius * tall)
            for t in (0, 0.3, 0.55, 0.75, 0.9, 0.98)
        ]
        c.line(points, mixed(roof, wall, 0.4), radius * 0.035)
    top = base - drum - radius * tall
    c.box(x - radius * 0.14, top - radius * 0.28, radius * 0.28, radius * 0.34, wall)
    c.area(
        [(x - radius * 0.17, top - radius * 0.28), (x, top - radius * 0.62), (x + radius * 0.17, top - radius * 0.28)],
        roof,
    )


def bush(c: Canvas, x: float, base: float, radius: float, ink: str) -> None:
    for aside, up, size in ((-0.75, 0.45, 0.6), (0.7, 0.4, 0.62), (0, 0.75, 0.85)):
        c.disc(x + aside * radius, base - up * radius, size * radius, ink)


def tree(c: Canvas, x: float, base: float, height: float, ink: str, trunk: str) -> None:
    c.area(
        [
            (x - height * 0.025, base),
            (x - height * 0.012, base - height * 0.6),
            (x + height * 0.02, base - height * 0.6),
            (x + height * 0.03, base),
        ],
        trunk,
    )
    light = mixed(ink, "#f5e6b0", 0.2)
    for aside, up, size in (
        (-0.2, 0.55, 0.2),
        (0.2, 0.55, 0.2),
        (0, 0.5, 0.2),
        (-0.1, 0.72, 0.2),
        (0.11, 0.72, 0.2),
        (0, 0.84, 0.15),
    ):
        c.disc(x + aside * height, base - up * height, size * height, ink)
    for aside, up, size in ((-0.19, 0.6, 0.12), (-0.06, 0.79, 0.12), (0.1, 0.62, 0.1)):
        c.disc(x + aside * height, base - up * height, size * height, light)


def stone_pine(c: Canvas, x: float, base: float, height: float, ink: str, trunk: str) -> None:
    """The umbrella of a Roman hill."""
    c.line(
        [(x, base), (x + height * 0.02, base - height * 0.5), (x - height * 0.03, base - height * 0.8)],
        trunk,
        height * 0.045,
    )
    c.line([(x + height * 0.01, base - height * 0.55), (x + height * 0.16, base - height * 0.8)], trunk, height * 0.03)
    for aside, up, size in (
        (-0.26, 0.84, 0.2),
        (0.26, 0.85, 0.2),
        (0, 0.88, 0.28),
        (-0.1, 0.94, 0.2),
        (0.13, 0.94, 0.18),
    ):
        c.disc(x + aside * height, base - up * height, size * height, ink, 0.55)
    c.disc(x - height * 0.08, base - height * 0.96, height * 0.2, mixed(ink, "#f5e6b0", 0.2), 0.35)


def cypress(c: Canvas, x: float, base: float, height: float, ink: str) -> None:
    c.disc(x, base - height * 0.42, height * 0.11, ink, 4)
    c.area(
        [(x - height * 0.09, base - height * 0.5), (x, base - height), (x + height * 0.09, base - height * 0.5)], ink
    )


def palm(c: Canvas, x: float, base: float, height: float, ink: str, trunk: str) -> None:
    top = base - height
    c.line([(x - height * 0.05, base), (x - height * 0.02, base - height * 0.5), (x, top)], trunk, height * 0.045)
    for across, up in (
        (-0.36, 0.1),
        (-0.3, -0.12),
        (-0.14, -0.24),
        (0.08, -0.25),
        (0.26, -0.16),
        (0.36, 0.06),
        (0.24, 0.22),
        (-0.22, 0.24),
    ):
        tip = (x + across * height, top + up * height)
        middle = (x + across * height * 0.55, top + up * height * 0.55 - height * 0.09)
        c.area([(x, top - 4), middle, tip, (middle[0], middle[1] + height * 0.07), (x, top + 6)], ink)


def cloud(c: Canvas, x: float, y: float, length: float, ink: str) -> None:
    c.box(x, y, length, length * 0.06, ink, length * 0.03)
    c.box(x + length * 0.18, y - length * 0.05, length * 0.5, length * 0.06, ink, length * 0.03)
    c.box(x + length * 0.4, y + length * 0.05, length * 0.75, length * 0.05, ink, length * 0.025)
