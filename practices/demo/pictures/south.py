"""Rome, Valencia and Novara, each on its water."""

from cms.base.covers.inks import mixed
from practices.demo.pictures.canvas import HEIGHT, SUN, WIDTH, Canvas
from practices.demo.pictures.parts import (
    bush,
    cloud,
    cupola,
    cypress,
    house,
    palm,
    spire,
    stone_pine,
    windows,
)


def rome() -> Canvas:
    """The dome beyond the bridge, in the evening."""
    c = Canvas(("#e58f6c", "#f3b886", "#fbe3b4"), 540)
    c.sun(800, 330, 92, "#ffcf4d", "#f6c896")
    cloud(c, 80, 140, 300, "#eda57c")
    cloud(c, 760, 110, 240, "#eca27a")
    c.area([(0, 540), (0, 430), (220, 400), (500, 440), (800, 420), (1200, 440), (1200, 540)], "#cf8a73")
    for x, wide, high in ((40, 90, 60), (150, 70, 84), (700, 84, 62), (960, 90, 70), (1090, 80, 58)):
        house(c, x, 530, wide, high, "#d99e7c", "#b8735f", 20)
    # The basilica.
    c.box(286, 420, 330, 120, "#e9c9a0")
    c.box(286, 410, 330, 14, "#f6dfb8")
    windows(c, 292, 430, 318, 96, "#a8745e", 12, 2)
    for x in (322, 580):
        cupola(c, x, 414, 28, "#f0d5ac", "#7f8a98", 26)
    cupola(c, 451, 416, 98, "#f3d9b0", "#77839a", 74)
    for x, wide, high, wall in (
        (0, 100, 100, "#e39a68"),
        (100, 90, 76, "#f0c186"),
        (632, 100, 92, "#d9805c"),
        (1040, 84, 92, "#e9b078"),
        (1122, 90, 120, "#d9805c"),
    ):
        house(c, x, 548, wide, high, wall, "#8e4a3f", 22)
    for x, high in ((760, 170), (930, 210), (1010, 150), (240, 140)):
        stone_pine(c, x, 550, high, "#35513f", "#5b3a30")
    for x, high in ((206, 150), (660, 120), (700, 150)):
        cypress(c, x, 552, high, "#2e4a3d")
    c.box(0, 540, WIDTH, 30, "#8d5a4a")
    c.horizon = 570
    c.water(HEIGHT, "#4f6a7c", 0.5, "#ffdf94", 800)
    # The bridge of angels.
    stone, shade = "#dcb48a", "#b98767"
    c.box(0, 574, WIDTH, 120, stone)
    for x in (40, 320, 600, 880, 1160):
        c.arch(x, 706, 210, 116, "#55606b")
        c.arch(x + 10, 706, 190, 104, "#6f8290")
    c.box(0, 694, WIDTH, 14, mixed("#5b7484", "#ffdf94", 0.15))
    c.box(0, 566, WIDTH, 14, "#f0d2a6")
    c.box(0, 580, WIDTH, 5, shade)
    for x in (180, 460, 740, 1020):
        c.area([(x - 26, 700), (x - 20, 585), (x + 20, 585), (x + 26, 700)], mixed(stone, shade, 0.5))
        c.box(x - 22, 528, 44, 42, "#f0d2a6")
        c.box(x - 26, 522, 52, 8, "#f6dfb8")
        c.disc(x, 462, 8, "#f6ead2")
        c.area([(x - 14, 522), (x - 8, 472), (x + 8, 472), (x + 14, 522)], "#f6ead2")
        c.area([(x - 7, 480), (x - 34, 462), (x - 24, 500)], "#ecdcc0")
        c.area([(x + 7, 480), (x + 34, 462), (x + 24, 500)], "#e0cdb0")
    return c


def valencia() -> Canvas:
    """White ribs, an eye on the water, palms, and the old bell tower."""
    c = Canvas(("#4fa9bd", "#9fd2cd", "#fdeecb"), 520)
    c.sun(210, 330, 88, SUN, "#cfe1c8")
    cloud(c, 420, 110, 280, "#83c3c8")
    cloud(c, 900, 190, 220, "#bfdfd2")
    c.area([(0, 520), (0, 440), (260, 420), (520, 452), (820, 424), (1200, 446), (1200, 520)], "#9bb9ad")
    for x, wide, high in ((30, 84, 60), (124, 76, 84), (560, 80, 62), (930, 84, 60)):
        house(c, x, 512, wide, high, "#ecd9b4", "#c58a63", 20)
    spire(c, 330, 516, 62, 214, "#d9ae78", "#b98a5c", 0)
    c.box(316, 270, 28, 34, "#c99d6a")
    windows(c, 304, 320, 50, 150, "#8f6744", 2, 3)
    for x, wide, high, wall in ((210, 88, 74, "#f1c98d"), (372, 92, 88, "#f7e8c8")):
        house(c, x, 520, wide, high, wall, "#b8674a", 24)
    # A hall of ribs.
    bone, shade = "#fffdf6", "#c9d8d6"
    c.area([(930, 520), (956, 330), (1200, 310), (1200, 520)], "#7fb6ba")
    for n in range(7):
        x = 916 + n * 48
        c.area([(x, 520), (x + 11, 520), (x + 37, 296), (x + 30, 292)], bone)
        c.area([(x + 58, 520), (x + 69, 520), (x + 41, 292), (x + 34, 296)], shade)
    c.area([(926, 352), (1200, 330), (1200, 342), (926, 364)], bone)
    # The eye.
    c.dome(640, 520, 250, bone, 0.8)
    c.dome(640, 520, 218, "#5f9fae", 0.72)
    for n in range(-5, 6):
        x = 640 + n * 40
        c.line([(x, 520), (640 + n * 25, 520 - 155 * (1 - (n / 6) ** 2) ** 0.5)], "#dcebe6", 3)
    c.dome(640, 520, 92, "#f4f3e6", 1)
    c.dome(640, 520, 78, "#2f6a80", 1)
    c.dome(612, 500, 20, "#8fc4cb", 1)
    c.area(
        [
            (360, 520),
            (372, 470),
            (640, 300),
            (908, 470),
            (920, 520),
            (900, 520),
            (886, 480),
            (640, 322),
            (394, 480),
            (380, 520),
        ],
        bone,
    )
    for x, high in ((70, 210), (150, 160), (1090, 190), (1165, 240)):
        palm(c, x, 528, high, "#2f6b52", "#7d5b40")
    for x, r in ((20, 26), (110, 24), (1125, 28)):
        bush(c, x, 526, r, "#3d7a5a")
    c.box(0, 518, WIDTH, 8, "#f4ead0")
    c.horizon = 526
    c.water(HEIGHT, "#3f9aa8", 0.48, "#fff3c4", 210)
    return c


def novara() -> Canvas:
    """The needle of San Gaudenzio above flooded rice fields, with the Alps behind."""
    c = Canvas(("#b9a6c6", "#e6c3bb", "#fbe9c9"), 530)
    c.sun(846, 352, 78, "#ffcb52", "#f0cdbd")
    cloud(c, 120, 120, 260, "#cdb4c7")
    peaks = [
        (0, 400),
        (90, 340),
        (170, 380),
        (300, 270),
        (380, 330),
        (470, 290),
        (600, 390),
        (720, 330),
        (820, 380),
        (960, 320),
        (1060, 370),
        (1200, 300),
    ]
    c.area([(0, 530), *peaks, (1200, 530)], "#9a97b8")
    for x, y in ((300, 270), (470, 290), (90, 340), (720, 330), (960, 320)):
        c.area(
            [(x, y), (x - 36, y + 33), (x - 12, y + 26), (x + 4, y + 40), (x + 20, y + 24), (x + 40, y + 40)], "#fdf3e6"
        )
    c.area([(0, 530), (0, 470), (300, 440), (620, 468), (900, 450), (1200, 476), (1200, 530)], "#7c8a9b")
    for x, wide, high, wall in (
        (180, 90, 56, "#e9c39c"),
        (276, 80, 78, "#d99a78"),
        (600, 92, 70, "#e9c39c"),
        (700, 80, 54, "#d99a78"),
        (790, 70, 44, "#e6cdb0"),
    ):
        house(c, x, 530, wide, high, wall, "#8e4a3f", 22)
    c.box(372, 430, 216, 100, "#c98562")
    c.area([(362, 432), (400, 396), (560, 396), (598, 432)], "#8e4a3f")
    windows(c, 380, 440, 200, 84, "#6d3a34", 8, 1)
    for wide, top, high in ((128, 340, 60), (108, 282, 60)):
        c.box(480 - wide / 2, top, wide, high, "#f1dcbc")
        for n in range(8):
            c.box(480 - wide / 2 + (n + 0.35) * wide / 8, top + 10, wide / 22, high - 16, "#b08468")
        c.box(480 - wide / 2 - 4, top - 6, wide + 8, 8, "#fbeed6")
    c.dome(480, 278, 50, "#8f95ae", 1.3)
    for wide, top, high in ((40, 176, 42), (26, 132, 46), (14, 96, 40)):
        c.box(480 - wide / 2, top, wide, high, "#f1dcbc")
        c.box(480 - wide / 2 - 3, top, wide + 6, 5, "#fbeed6")
    c.area([(473, 98), (480, 30), (487, 98)], "#8f95ae")
    for x in (60, 96, 132, 1010, 1050, 1090, 1130):
        cypress(c, x, 534, 130 - x % 50, "#47604f")
    for x, r in ((600, 24), (880, 30), (960, 34), (20, 30), (1180, 36)):
        bush(c, x, 534, r, "#5b7558")
    c.box(0, 528, WIDTH, 8, "#6f7a55")
    c.horizon = 536
    c.water(HEIGHT, "#7d86a8", 0.36, "#ffe6ad", 846)
    # Banks between the fields, and rows of young rice.
    c.area([(0, 618), (1200, 596), (1200, 606), (0, 632)], "#71804f")
    c.area([(0, 740), (1200, 690), (1200, 706), (0, 764)], "#5f7048")
    c.area([(560, 610), (590, 608), (300, 800), (210, 800)], "#667648")
    for row in range(6):
        for n in range(30):
            stem, foot = n * 42 + row * 13 % 42, 646 + row * 9 - n * 1.1
            c.line([(stem, foot), (stem - 3, foot - 9)], "#8aa05c", 1.6)
            c.line([(stem, foot), (stem + 4, foot - 8)], "#9db36a", 1.6)
    return c
