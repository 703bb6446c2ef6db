"""People who learn, eat and walk together."""

from PIL import ImageOps
from PIL.Image import Resampling

from cms.base.covers.inks import mixed
from practices.demo.pictures.canvas import HEIGHT, NIGHT, OVERSAMPLING, SUN, WIDTH, Canvas
from practices.demo.pictures.parts import bush, cloud, gable, house, tree
from practices.demo.pictures.people import HAIRS, SKINS, Person, bust, pointing, standing

RED, LINK = "#b3463a", "#2f6396"
WOOD, DARK_WOOD = "#c98f5a", "#9d6a42"

ANA = Person(SKINS[0], HAIRS[1], "#3f7f7a", "bun")
OMAR = Person(SKINS[1], HAIRS[2], LINK)
AMINA = Person(SKINS[3], "#7a4f8c", "#4a3a6a", "scarf")
JOAN = Person(SKINS[0], HAIRS[4], "#c8553d", "short")
FATOU = Person(SKINS[2], HAIRS[2], "#e0a02c", "curly")
LEYLA = Person(SKINS[3], HAIRS[0], "#b3463a", "long")
PETRAS = Person(SKINS[0], HAIRS[3], "#5d7f57", "short")
SAMUEL = Person(SKINS[4], HAIRS[2], "#f0e6d0", "short", "#2f6396")
NOUR = Person(SKINS[1], "#d98b4f", "#2f5f6b", "scarf")


def _window(c: Canvas, x: float, top: float, width: float, height: float, view: Canvas) -> None:
    """Shows the middle of `view`."""
    size = (round(width * OVERSAMPLING), round(height * OVERSAMPLING))
    c.image.paste(ImageOps.fit(view.image, size, Resampling.BOX), (round(x * OVERSAMPLING), round(top * OVERSAMPLING)))
    frame = "#fbf5e6"
    for left in (x - 10, x + width / 2 - 4, x + width):
        c.box(left, top - 10, 10 if left != x + width / 2 - 4 else 8, height + 20, frame)
    c.box(x - 10, top - 10, width + 20, 10, frame)
    c.box(x - 22, top + height, width + 44, 16, frame)
    c.box(x - 22, top + height + 16, width + 44, 5, "#d8c7a6")


def _village(sky: tuple[str, ...], sun: float, hills: str) -> Canvas:
    """What is seen through a window; without a sun where `sun` is 0."""
    view = Canvas(sky, HEIGHT)
    if sun:
        view.sun(sun, 330, 110, SUN, sky[-1])
    view.area(
        [(0, 800), (0, 560), (260, 470), (560, 560), (860, 450), (1200, 540), (1200, 800)], mixed(hills, sky[-1], 0.45)
    )
    view.area([(0, 800), (0, 690), (320, 600), (700, 690), (1200, 600), (1200, 800)], hills)
    for n in range(5):
        house(view, 200 + n * 170, 720 - n % 2 * 30, 110, 70, "#f4e6c8", "#b8674a", 36)
    return view


def _cup(c: Canvas, x: float, base: float, ink: str) -> None:
    c.disc(x + 17, base - 18, 10, ink)
    c.disc(x + 17, base - 18, 5, WOOD)
    c.box(x - 15, base - 34, 30, 34, ink, 7)
    c.disc(x, base - 33, 15, mixed(ink, "#17202b", 0.3), 0.25)


def meal() -> Canvas:
    """Two families at one table."""
    c = Canvas(("#f3e3c6", "#efd9b4"), HEIGHT)
    _window(c, 380, 96, 440, 270, _village(("#a9cfd6", "#f8ead0"), 860, "#7fa06a"))
    c.box(90, 130, 170, 130, "#fbf5e6")
    c.box(100, 140, 150, 110, "#2f6396")
    c.disc(190, 196, 30, SUN)
    c.area([(100, 250), (100, 216), (160, 196), (250, 226), (250, 250)], NIGHT)
    c.box(960, 180, 170, 10, DARK_WOOD)
    for x, high, ink in ((975, 60, RED), (1000, 74, LINK), (1022, 52, "#5d7f57"), (1046, 66, "#e0a02c")):
        c.box(x, 180 - high, 18, high, ink)
    bush(c, 1100, 166, 26, "#5d7f57")
    c.box(1084, 150, 32, 30, "#c8553d")
    for who, x, size in (
        (JOAN, 150, 300),
        (AMINA, 335, 300),
        (PETRAS, 520, 250),
        (FATOU, 690, 300),
        (OMAR, 872, 312),
        (LEYLA, 1050, 296),
    ):
        bust(c, who, x, 600, size)
    c.box(0, 588, WIDTH, 26, "#e9c48f", 0)
    c.area([(0, 588), (WIDTH, 588), (WIDTH, HEIGHT), (0, HEIGHT)], WOOD)
    c.box(0, 588, WIDTH, 7, mixed(WOOD, "#ffffff", 0.35))
    for y in (664, 738):
        c.box(0, y, WIDTH, 2.5, DARK_WOOD)
    c.area([(430, 588), (770, 588), (860, 800), (340, 800)], "#fbf3e0")
    c.area([(440, 588), (452, 588), (390, 800), (366, 800)], RED)
    c.area([(748, 588), (760, 588), (834, 800), (810, 800)], RED)
    for x, y, wide in ((180, 660, 74), (330, 726, 84), (1010, 664, 74), (880, 730, 84)):
        c.disc(x, y + 5, wide, mixed(WOOD, NIGHT, 0.3), 0.3)
        c.disc(x, y, wide, "#fdfaf0", 0.3)
        c.disc(x, y, wide * 0.68, "#ece3cf", 0.3)
        c.disc(x, y - 3, wide * 0.5, "#d9843b" if x < 600 else "#8fae5a", 0.3)
        for n in range(5):
            c.disc(x - wide * 0.3 + n * wide * 0.15, y - 6 + n % 2 * 6, 7, RED if x < 600 else "#f4c542", 0.7)
    c.disc(600, 676, 118, mixed("#fbf3e0", NIGHT, 0.25), 0.32)
    c.disc(600, 666, 116, "#2f6396", 0.32)
    c.disc(600, 660, 98, "#f2c266", 0.3)
    for n in range(12):
        c.disc(528 + n * 13, 646 + n * 7 % 24, 12, ("#c8553d", "#5d7f57", "#e9a23b")[n % 3], 0.75)
    for x, y, ink in ((90, 742, "#fdfaf0"), (460, 640, SUN), (742, 640, RED), (1120, 742, "#fdfaf0")):
        _cup(c, x, y, ink)
    return c


def classroom() -> Canvas:
    """A lesson: a teacher at the board, learners from behind."""
    c = Canvas(("#e4ebe6", "#d6e0da"), HEIGHT)
    _window(c, 60, 110, 240, 300, _village(("#f3c79a", "#fdeccb"), 520, "#7fa06a"))
    c.box(370, 80, 700, 350, DARK_WOOD, 6)
    c.box(384, 94, 672, 322, "#24524c")
    c.box(384, 94, 672, 40, "#2b5e57")
    chalk = "#e9f0e4"
    c.sun(530, 262, 46, SUN, "#24524c")
    c.box(420, 306, 220, 5, chalk)
    for n in range(3):
        c.box(438 + n * 14, 330 + n * 20, 184 - n * 28, 4, mixed("#24524c", chalk, 0.5))
    for row, parts in enumerate(((120, 60, 84), (70, 130), (150, 54, 40), (96, 88))):
        x = 700.0
        for wide in parts:
            c.box(x, 166 + row * 52, wide, 9, chalk if row else SUN, 4)
            x += wide + 20
    c.box(370, 426, 700, 14, mixed(DARK_WOOD, "#ffffff", 0.2))
    c.box(0, 560, WIDTH, 240, "#c9b08a")
    c.box(0, 556, WIDTH, 8, "#fbf5e6")
    standing(c, ANA, 1010, 640, 430, "#39424f")
    pointing(c, ANA, (968, 340), (900, 262))
    c.line([(894, 250), (884, 226)], "#fdfaf0", 5)
    bush(c, 1140, 540, 46, "#5d7f57")
    bush(c, 1164, 520, 34, "#6f9260")
    c.area([(1112, 540), (1188, 540), (1176, 640), (1124, 640)], "#c8553d")
    for x in (60, 330, 600, 870):
        c.box(x, 640, 220, 16, WOOD, 4)
        c.box(x + 16, 656, 10, 60, DARK_WOOD)
        c.box(x + 194, 656, 10, 60, DARK_WOOD)
        c.area([(x + 60, 636), (x + 74, 616), (x + 150, 616), (x + 164, 636)], "#fdfaf0")
        c.line([(x + 112, 616), (x + 112, 636)], "#cfc6b0", 2.5)
    for who, x, size in ((NOUR, 172, 240), (SAMUEL, 440, 256), (LEYLA, 710, 240), (JOAN, 980, 250)):
        bust(c, who, x, 760, size, away=True)
        c.box(x - 84, 716, 168, 120, mixed(WOOD, DARK_WOOD, 0.4), 22)
        c.box(x - 70, 730, 140, 120, WOOD, 18)
    return c


def circle() -> Canvas:
    """Talk around a table, with somebody who takes notes."""
    c = Canvas(("#f4e7d2", "#f0dcc0"), HEIGHT)
    sky = ("#9fc0cf", "#f6e8cd")
    for x, sun in ((110, 0), (480, 0), (850, 520)):
        _window(c, x, 64, 240, 230, _village(sky, sun, "#6f9a86"))
    c.box(0, 470, WIDTH, 330, "#d8b78a")
    c.box(0, 464, WIDTH, 8, "#fbf5e6")
    for who, x, size in ((OMAR, 300, 262), (ANA, 500, 250), (FATOU, 700, 250), (PETRAS, 900, 262)):
        c.box(x - 78, 420, 156, 130, DARK_WOOD, 20)
        bust(c, who, x, 580, size)
    for who, x in ((AMINA, 130), (SAMUEL, 1070)):
        bust(c, who, x, 690, 300)
    c.disc(600, 664, 480, DARK_WOOD, 0.27)
    c.disc(600, 650, 480, WOOD, 0.27)
    c.disc(600, 646, 440, mixed(WOOD, "#ffffff", 0.1), 0.25)
    for x, y, lean in ((310, 590, 10), (470, 566, 4), (710, 566, -4), (880, 592, -10), (226, 668, 14)):
        c.area([(x, y), (x + 76, y - lean / 2), (x + 84, y + 26), (x - 6 + lean, y + 30)], "#fdfaf0")
        for row in range(3):
            c.line([(x + 12, y + 6 + row * 7), (x + 62 - row * 10, y + 5 + row * 7)], "#b9b09c", 2)
    c.area([(948, 648), (1052, 634), (1066, 684), (958, 700)], "#fdfaf0")
    for row in range(3):
        c.line([(966, 660 + row * 11), (1040 - row * 12, 650 + row * 11)], LINK, 2.6)
    c.line([(1046, 676), (1084, 640)], RED, 5)
    c.disc(600, 652, 62, mixed(WOOD, NIGHT, 0.3), 0.3)
    c.disc(600, 646, 60, LINK, 0.3)
    for x, y, ink in ((570, 632, RED), (600, 626, SUN), (630, 634, "#7fa05a"), (600, 640, "#d9843b")):
        c.disc(x, y, 19, ink)
    for x, y, ink in ((420, 640, SUN), (760, 626, "#fdfaf0"), (340, 700, RED), (846, 712, LINK)):
        _cup(c, x, y, ink)
    for who, x in ((LEYLA, 440), (JOAN, 760)):
        bust(c, who, x, 850, 270, away=True)
        c.box(x - 96, 776, 192, 90, DARK_WOOD, 22)
    return c


def museum() -> Canvas:
    """A guide and a group before a large picture."""
    c = Canvas(("#f1ece2", "#e6ddcd"), HEIGHT)
    c.box(0, 620, WIDTH, 180, "#a9805c")
    for n in range(9):
        c.area([(n * 150 - 30, 800), (n * 150 + 4, 800), (n * 120 + 126, 620), (n * 120 + 116, 620)], "#9c7552")
    c.box(0, 610, WIDTH, 12, "#fdfaf0")
    c.arch(120, 610, 190, 430, "#d5c6ae")
    c.arch(120, 610, 160, 412, "#8fb3bd")
    c.disc(120, 330, 44, SUN)
    c.area([(40, 610), (40, 500), (120, 460), (200, 510), (200, 610)], "#5d7f57")
    gold = "#c99a3f"
    c.box(300, 110, 560, 380, mixed(gold, NIGHT, 0.25))
    c.box(306, 112, 548, 370, gold)
    c.box(328, 134, 504, 326, "#f3d9a8")
    c.sun(640, 300, 54, RED, "#f3d9a8")
    c.area([(328, 460), (328, 330), (440, 270), (560, 350), (700, 320), (832, 360), (832, 460)], "#4f7f86")
    c.area([(328, 460), (328, 400), (520, 360), (700, 410), (832, 390), (832, 460)], "#2b4d63")
    c.area([(470, 400), (540, 400), (525, 420), (485, 420)], "#fdfaf0")
    c.area([(502, 396), (502, 330), (546, 392)], "#fdfaf0")
    c.box(940, 150, 200, 250, "#3a2f2b")
    c.box(954, 164, 172, 222, "#e9dcc4")
    for x, y, r, ink in ((1010, 250, 46, LINK), (1070, 280, 40, SUN), (1034, 330, 34, RED)):
        c.disc(x, y, r, ink)
    c.box(996, 420, 90, 30, "#fdfaf0")
    for n in range(3):
        c.box(1004, 426 + n * 7, 70 - n * 14, 3, "#9b9384")
    standing(c, FATOU, 930, 742, 430, "#2b4d63")
    pointing(c, FATOU, (890, 436), (812, 360))
    for who, x, base, size, legs in (
        (PETRAS, 260, 740, 420, "#4a3b34"),
        (NOUR, 380, 752, 390, "#39424f"),
        (JOAN, 500, 742, 424, "#5a5f4a"),
        (LEYLA, 618, 756, 396, "#2b2f4a"),
    ):
        standing(c, who, x, base, size, legs, away=True)
    standing(c, Person(SKINS[1], HAIRS[2], "#e0762f"), 708, 764, 270, "#2f6396", away=True)
    return c


def walk() -> Canvas:
    """Two who walk along a canal, with a bicycle behind them."""
    c = Canvas(("#8fb4c6", "#cfdcd2", "#f8ecd0"), 470)
    c.sun(250, 300, 84, SUN, "#dfe2cf")
    cloud(c, 480, 90, 300, "#c0d3d6")
    walls = ("#a8553f", "#e3c08c", "#7a4a42", "#c67c5c", "#4f6472", "#d9a36a", "#93493b", "#ead2a6")
    widths, heights = (150, 128, 166, 140, 150, 132, 170, 164), (170, 210, 150, 200, 176, 220, 160, 190)
    left = 0
    for wall, wide, high, steps in zip(walls, widths, heights, (4, 0, 3, 0, 5, 4, 0, 3), strict=True):
        gable(c, left, 470, wide - 2, high, wall, "#f8efdc", steps)
        left += wide
    c.box(0, 466, WIDTH, 14, "#7d6b5a")
    c.horizon = 480
    c.water(640, "#4f7384", 0.42, "#ffe9b3", 250)
    c.area([(0, 640), (0, 626), (1200, 600), (1200, 640)], "#8d7a66")
    c.shade(640, 800, ("#d8bd94", "#c9a67a"))
    c.area([(0, 640), (1200, 612), (1200, 646), (0, 646)], "#d8bd94")
    for n in range(14):
        c.area([(n * 110 - 160, 800), (n * 110 - 152, 800), (n * 92 + 20, 642), (n * 92 + 16, 642)], "#bd9a70")
    for x, high in ((70, 470), (1110, 520)):
        tree(c, x, 690, high, "#5d7f57", "#54433a")
    # A bicycle at a railing.
    for x in (760, 880):
        c.disc(x, 672, 44, "#2b2f38")
        c.disc(x, 672, 37, "#cdb28a")
        c.line([(x - 36, 672), (x + 36, 672)], "#7d7466", 1.5)
        c.line([(x, 636), (x, 708)], "#7d7466", 1.5)
    c.line([(760, 672), (800, 604), (868, 604), (826, 672), (760, 672)], RED, 6)
    c.line([(826, 672), (796, 590)], RED, 6)
    c.line([(880, 672), (862, 582), (884, 574)], RED, 6)
    c.box(778, 582, 40, 9, "#2b2f38", 4)
    for who, x, size, legs, stride in ((OMAR, 470, 380, "#39424f", 22), (LEYLA, 610, 358, "#2b4d63", 18)):
        c.disc(x, 766, 80, "#b08c63", 0.12)
        standing(c, who, x, 764, size, legs, stride=stride)
    return c
