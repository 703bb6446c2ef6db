"""People as a few simple shapes, without faces: who they are is not our business."""

from dataclasses import dataclass

from cms.base.covers.inks import mixed
from practices.demo.pictures.canvas import Canvas, Point

SKINS = ("#f0c6a4", "#c98f63", "#8a5a3c", "#e2ae85", "#5f3d2c")
SHADE = "#17202b"
CURLS = (  # aside, up, radius
    *((-0.85, 0.35, 0.6), (0.85, 0.35, 0.6), (-0.5, 0.9, 0.65), (0.5, 0.9, 0.65)),
    *((0, 1.05, 0.65), (-0.95, -0.2, 0.5), (0.95, -0.2, 0.5)),
)
HAIRS = ("#3a2a24", "#6d4a30", "#1f1b1e", "#b98a4e", "#8b8f94")


@dataclass(frozen=True)
class Person:
    skin: str
    hair: str
    coat: str
    style: str = "short"  # or "long", "bun", "curly", "scarf", which has the colour `hair`
    collar: str = "#fdf6e6"


def bust(c: Canvas, who: Person, x: float, base: float, size: float, away: bool = False) -> None:
    """From the head to `base`, `size` high; from behind if `away`."""
    wide, shoulder = size * 0.86, base - size * 0.52
    c.box(x - wide / 2, shoulder, wide, base - shoulder + size * 0.3, who.coat, wide * 0.3)
    _head(c, who, x, shoulder, size * 0.2, away)


def standing(
    c: Canvas, who: Person, x: float, base: float, size: float, trousers: str, away: bool = False, stride: float = 0
) -> None:
    """Head to feet, `size` high; `stride` sets the feet apart."""
    hip, shoulder, wide = base - size * 0.46, base - size * 0.8, size * 0.25
    for side, ink in ((-1, mixed(trousers, SHADE, 0.18)), (1, trousers)):
        leg, foot = x + side * size * 0.05, x + side * (size * 0.05 + stride)
        thigh, ankle = size * 0.055, size * 0.04
        c.area([(leg - thigh, hip), (leg + thigh, hip), (foot + ankle, base), (foot - ankle, base)], ink)
        c.box(foot - size * 0.05, base - size * 0.025, size * 0.11, size * 0.03, "#2b2f38", size * 0.014)
    c.box(x - wide / 2, shoulder, wide, size * 0.4, who.coat, wide * 0.28)
    for side in (-1, 1):
        hand = x + side * (wide * 0.5 + stride * 0.6)
        elbow = (x + side * (wide * 0.56 + stride * 0.3), shoulder + size * 0.22)
        arm = [(x + side * wide * 0.42, shoulder + size * 0.06), elbow, (hand, shoulder + size * 0.35)]
        c.line(arm, mixed(who.coat, SHADE, 0.14), size * 0.06)
        c.disc(hand, shoulder + size * 0.36, size * 0.03, who.skin)
    _head(c, who, x, shoulder, size * 0.075, away)


def pointing(c: Canvas, who: Person, shoulder: Point, hand: Point) -> None:
    """The raised arm of somebody `standing`."""
    (left, top), (x, y) = shoulder, hand
    c.line([shoulder, ((left + x) / 2, (top + y) / 2 + 4), hand], mixed(who.coat, SHADE, 0.14), 25)
    c.disc(x - 4, y - 6, 13, who.skin)


def _head(c: Canvas, who: Person, x: float, shoulder: float, head: float, away: bool) -> None:
    """On shoulders at the height `shoulder`; `head` is its radius."""
    middle = shoulder - head * 1.3
    if who.style == "scarf":
        return _scarf(c, who, x, shoulder, head, away)
    if who.style == "long":
        c.box(x - head * 1.1, middle - head * 0.3, head * 2.2, head * 1.9, who.hair, head * 0.65)
    c.box(x - head * 0.42, middle + head * 0.4, head * 0.84, head * 1.1, mixed(who.skin, "#5a2a2a", 0.18), head * 0.3)
    if not away:
        c.area([(x - head * 0.62, shoulder), (x, shoulder + head * 0.95), (x + head * 0.62, shoulder)], who.collar)
    if who.style == "bun":
        c.disc(x, middle - head * 1.25, head * 0.5, who.hair)
    if who.style == "curly":
        for aside, up, part in CURLS:
            c.disc(x + aside * head, middle - up * head, part * head, who.hair)
    c.disc(x, middle, head, who.skin, 1.1)
    if away:
        c.disc(x, middle - head * 0.08, head * 1.06, who.hair, 1.08)
        if who.style == "long":
            c.box(x - head * 1.06, middle - head * 0.2, head * 2.12, head * 1.9, who.hair, head * 0.6)
        return
    c.dome(x, middle - head * 0.12, head * 1.08, who.hair, 1.04)
    if who.style in ("long", "bun"):
        for side in (-1, 1):
            temple = [(1.08, -0.16), (1.06, 0.34), (0.2, -0.5)]
            c.area([(x + side * across * head, middle + down * head) for across, down in temple], who.hair)


def _scarf(c: Canvas, who: Person, x: float, shoulder: float, head: float, away: bool) -> None:
    middle = shoulder - head * 1.3
    c.disc(x, middle, head * 1.22, who.hair, 1.1)
    outline = [(1.15, middle + head * 0.3), (1.3, shoulder + head * 0.7), (0, shoulder + head * 1.2)]
    right = [(x + across * head, y) for across, y in outline]
    left = [(x - across * head, y) for across, y in reversed(outline)]
    c.area(right + left, who.hair)
    if not away:
        c.disc(x, middle + head * 0.1, head * 0.82, who.skin, 1.12)
