"""Vilnius, Kaunas and The Hague, each on its water."""

from cms.base.covers.inks import mixed
from practices.demo.pictures.canvas import HEIGHT, NIGHT, SUN, WIDTH, Canvas
from practices.demo.pictures.parts import (
    bush,
    cloud,
    house,
    spire,
    tree,
    windows,
)


def vilnius() -> Canvas:
    """The castle tower on its hill, churches and red roofs, above the Neris."""
    c = Canvas(("#f2b98c", "#f8d7ac", "#fdf1d8"), 560)
    c.sun(300, 420, 92, SUN, "#fae0b6")
    cloud(c, 520, 120, 260, "#fbe3c4")
    cloud(c, 60, 210, 190, "#fae0bd")
    c.area([(0, 560), (0, 470), (180, 440), (420, 480), (700, 440), (980, 470), (1200, 430), (1200, 560)], "#d9b7a0")
    for x, wide, high in ((30, 70, 70), (120, 60, 50), (420, 80, 60), (960, 70, 66), (1060, 90, 52)):
        house(c, x, 540, wide, high, "#e2c1a6", "#c08b73", 26)
    spire(c, 215, 540, 30, 130, "#e9cdb0", "#b0806c", 56)
    # St. Anne's, with its many points, and a white church with two towers.
    for x, high in ((472, 96), (500, 140), (528, 190), (556, 140), (584, 96)):
        spire(c, x, 552, 20, high, "#b4523c", "#8e3c30", high * 0.36)
    c.box(462, 470, 132, 82, "#b4523c")
    c.arch(528, 552, 40, 62, "#6d2c28")
    for x in (346, 424):
        spire(c, x, 552, 34, 168, "#fbf5e8", "#9db3b8", 46)
    c.box(346, 450, 78, 102, "#f6ecd9")
    c.area([(340, 452), (385, 404), (430, 452)], "#f6ecd9")
    c.disc(385, 470, 14, "#8a97a5")
    # The hill.
    c.area(
        [(640, 560), (700, 470), (790, 372), (850, 340), (930, 340), (1000, 380), (1100, 480), (1180, 560)], "#5d7f57"
    )
    c.area([(900, 340), (930, 340), (1000, 380), (1100, 480), (1180, 560), (1000, 560)], "#4b6d4c")
    for x, y, r in (
        (720, 520, 34),
        (780, 470, 28),
        (1040, 500, 38),
        (980, 452, 30),
        (840, 540, 44),
        (920, 520, 36),
        (1110, 540, 32),
    ):
        bush(c, x, y, r, "#3f6047" if x % 40 else "#6d8d5c")
    c.box(836, 300, 108, 46, "#a2543f")
    c.area([(846, 302), (846, 196), (934, 196), (934, 302)], "#b8624a")
    c.box(908, 196, 26, 106, "#984a3a")
    c.box(838, 184, 104, 16, "#a2543f")
    windows(c, 848, 214, 64, 76, "#5a2a2a", 3, 2)
    c.line([(890, 186), (890, 120)], "#5a2a2a", 4)
    for n, ink in enumerate(("#f4b731", "#3d7a4e", "#b3362b")):
        c.area([(892, 122 + n * 11), (946, 126 + n * 11), (946, 137 + n * 11), (892, 133 + n * 11)], ink)
    for x, wide, high, wall in (
        (20, 90, 78, "#f2d9a8"),
        (112, 84, 96, "#e9b98f"),
        (198, 96, 72, "#f6e6c8"),
        (620, 88, 74, "#f2d9a8"),
    ):
        house(c, x, 560, wide, high, wall, "#a94d3a", 32)
    for x, r in ((300, 34), (600, 26), (724, 30), (1160, 40)):
        bush(c, x, 562, r, "#47694c")
    c.box(0, 552, WIDTH, 12, "#7c6a55")
    c.horizon = 564
    c.water(HEIGHT, "#5f7f93", 0.45, "#ffe3a1", 300)
    return c


def kaunas() -> Canvas:
    """Two rivers that meet; the white town hall, and the church of the Resurrection on the ridge."""
    c = Canvas(("#8fbcd0", "#c5dedd", "#f7eed6"), 520)
    c.sun(860, 360, 84, SUN, "#e6e7d6")
    cloud(c, 110, 130, 300, "#dcebe6")
    cloud(c, 640, 90, 200, "#b5d4da")
    c.area([(0, 520), (0, 420), (260, 372), (560, 402), (840, 440), (1200, 400), (1200, 520)], "#8fae93")
    c.area([(0, 520), (0, 462), (300, 430), (640, 458), (1200, 450), (1200, 520)], "#6c937c")
    # The church: a plain white tower that sees the whole town.
    c.box(210, 330, 150, 84, "#f4f1e6")
    c.box(318, 330, 42, 84, "#d9dad0")
    windows(c, 214, 342, 104, 66, "#7d929b", 6, 1)
    c.box(236, 196, 46, 218, "#fffdf5")
    c.box(268, 196, 14, 218, "#d9dad0")
    c.box(246, 168, 26, 30, "#fffdf5")
    c.line([(259, 168), (259, 128)], "#56646b", 4)
    c.line([(247, 142), (271, 142)], "#56646b", 4)
    for x, wide, high, wall in (
        (30, 76, 54, "#efe3c4"),
        (400, 84, 60, "#f0d3a4"),
        (1010, 90, 66, "#f0d3a4"),
        (1110, 84, 52, "#efe3c4"),
    ):
        house(c, x, 500, wide, high, wall, "#b26a4d", 26)
    for x, wide, high, wall in (
        (90, 92, 72, "#f6ead0"),
        (190, 80, 90, "#e8b98c"),
        (478, 92, 88, "#f7efdc"),
        (760, 86, 92, "#f0cfa0"),
        (852, 96, 72, "#f7efdc"),
        (954, 82, 88, "#e6ae86"),
    ):
        house(c, x, 520, wide, high, wall, "#a4543f", 30)
    # The town hall, the "white swan".
    c.box(582, 400, 150, 120, "#fffaf0")
    c.area([(572, 402), (592, 362), (722, 362), (742, 402)], "#a4543f")
    windows(c, 586, 410, 142, 100, "#7d8f99", 6, 2)
    for step, (wide, top) in enumerate(((52, 330), (44, 278), (36, 232), (28, 196))):
        c.box(657 - wide / 2, top, wide, 400 - top if step == 0 else 56, "#fffaf0" if step % 2 else "#f6ecda")
        c.arch(657, top + 44, wide * 0.36, 28, "#8b9aa2")
    c.area([(640, 198), (657, 130), (674, 198)], "#5f7d74")
    for x, r in ((20, 46), (282, 40), (452, 36), (756, 24), (1050, 38), (1150, 52)):
        bush(c, x, 522, r, "#4d7a5c")
    c.water(HEIGHT, "#6a9bab", 0.5, "#fff0bd", 860)
    # The park where the rivers meet.
    c.area([(0, 800), (0, 640), (240, 620), (470, 636), (640, 668), (560, 700), (420, 740), (330, 800)], "#4d7a5c")
    c.area([(0, 800), (0, 664), (200, 646), (400, 664), (520, 684), (380, 726), (270, 800)], "#5f8c63")
    c.area([(0, 760), (160, 700), (330, 676), (420, 680), (300, 710), (120, 800), (0, 800)], "#e9dcb4")
    for x, high in ((90, 170), (190, 130), (30, 220)):
        tree(c, x, 690, high, "#3f6a4e", "#5a4a3c")
    return c


def hague() -> Canvas:
    """Old towers at the pond, new ones behind."""
    c = Canvas(("#6f93b3", "#a9c3cf", "#f3ead0"), 500)
    c.sun(426, 286, 80, SUN, "#c3d0cd")
    cloud(c, 60, 110, 340, "#9dbaca")
    cloud(c, 820, 170, 240, "#c3d3d3")
    far = "#8ba5b5"
    for x, wide, top in (
        (160, 66, 196),
        (236, 54, 240),
        (300, 74, 150),
        (860, 80, 170),
        (950, 58, 226),
        (1018, 70, 130),
    ):
        c.box(x, top, wide, 500 - top, far)
        c.box(x + wide * 0.7, top, wide * 0.3, 500 - top, mixed(far, NIGHT, 0.18))
        windows(c, x, top + 10, wide * 0.72, 480 - top, mixed(far, "#ffffff", 0.2), 4, 14)
    for x, top, wide in ((300, 150, 74), (1018, 130, 70)):
        c.area([(x, top), (x + wide / 2, top - 62), (x + wide, top)], mixed(far, NIGHT, 0.22))
    brick, slate = "#a8553f", "#475a6b"
    c.box(0, 396, WIDTH, 110, "#b56a4e")
    windows(c, 0, 410, WIDTH, 86, "#f4e6c8", 40, 2)
    c.area([(0, 398), (24, 350), (360, 350), (384, 398)], slate)
    c.area([(820, 398), (846, 346), (1180, 346), (1206, 398)], slate)
    for x in (60, 140, 220, 300, 880, 960, 1040, 1120):
        c.box(x, 364, 22, 26, "#f4e6c8")
        c.area([(x - 4, 364), (x + 11, 350), (x + 26, 364)], mixed(slate, NIGHT, 0.3))
    # The knights' hall between two round towers, and the little tower by the water.
    c.area([(460, 420), (575, 262), (690, 420)], "#b8634a")
    c.box(460, 418, 230, 88, "#b8634a")
    c.disc(575, 372, 30, "#f4e6c8")
    c.disc(575, 372, 22, "#6e86a0")
    for x in (450, 700):
        spire(c, x, 506, 42, 190, brick, slate, 96)
        c.box(x - 25, 312, 50, 8, "#e6c9a2")
    for n in range(3):
        c.arch(525 + n * 50, 500, 26, 52, "#5a2f2c")
    c.box(768, 374, 62, 132, "#c67c5c")
    c.area([(758, 376), (799, 274), (840, 376)], slate)
    c.area([(790, 276), (799, 226), (808, 276)], slate)
    windows(c, 772, 388, 54, 104, "#f4e6c8", 2, 2)
    for x, high in ((30, 210), (1160, 230), (400, 130)):
        tree(c, x, 512, high, "#56764f", "#4b3f38")
    c.box(0, 502, WIDTH, 12, "#6d5d52")
    c.horizon = 514
    c.water(HEIGHT, "#4d6f88", 0.42, "#ffe9b3", 426)
    # Two swans.
    for x, y, size in ((300, 690, 1.0), (404, 716, 0.8)):
        c.disc(x, y, 34 * size, "#fdfaf0", 0.42)
        c.line(
            [(x + 24 * size, y - 4 * size), (x + 34 * size, y - 26 * size), (x + 28 * size, y - 40 * size)],
            "#fdfaf0",
            9 * size,
        )
        c.disc(x + 31 * size, y - 42 * size, 7 * size, "#fdfaf0")
        c.area(
            [(x + 36 * size, y - 45 * size), (x + 50 * size, y - 39 * size), (x + 36 * size, y - 38 * size)], "#e2762f"
        )
        c.area(
            [(x - 30 * size, y - 2 * size), (x - 44 * size, y - 16 * size), (x - 18 * size, y - 12 * size)], "#fdfaf0"
        )
    return c
