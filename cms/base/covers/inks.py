"""The inks of a cover: few, on tinted paper, as in a series of prints."""

from dataclasses import dataclass

from cms.base.covers.cover import BANDS, LIVELY, Cover

DARK = "#12161c"


@dataclass(frozen=True)
class Ground:
    """What a landscape is printed with: paper for the sky, and an ink that gets deeper towards the reader."""

    sky: str
    clear: str  # the sky behind a light sun
    far: str
    near: str
    night: str  # the sky in dark mode


GROUNDS = (
    Ground("#f3ead8", "#c8d7ea", "#7f9cbd", "#1d3a6b", "#1a2740"),  # blue
    Ground("#f7e6d6", "#c9e2dc", "#86b5a8", "#155450", "#14302f"),  # teal
    Ground("#f1e4e6", "#d8cae6", "#a795c0", "#43336f", "#251f3d"),  # plum
    Ground("#f4edd2", "#cfe3d3", "#a9bd7c", "#34603c", "#1c2d1f"),  # green
    Ground("#e9ebe6", "#c6d8e0", "#d99a78", "#84352b", "#33201d"),  # brick
    Ground("#e6edf0", "#d9d3e4", "#7e97a4", "#21404f", "#172630"),  # slate
)
SUNS = ("#f5b52b", "#e2562f", "#ffcb52", "#e8836f", "#f08a3c", "#c64f6b")
LIGHT_SUNS = (0, 2)
PALE = "#fbf3e0"  # the sun in front of a sky of its own colour
WARMTH = (0.0, 0.08, 0.26, 0.88)  # share of the sun's ink in the sky, from a calm mood to a lively one
WARMTH_AT_NIGHT = (0.0, 0.04, 0.08, 0.7)


def inks(cover: Cover) -> dict[str, str]:
    """The colour of each ink by day."""
    ground, sun = GROUNDS[cover.ground], SUNS[cover.sun]
    if cover.sun in LIGHT_SUNS and cover.mood != LIVELY:
        sky = ground.clear
    else:
        sky = mixed(ground.sky, sun, WARMTH[cover.mood])
    return _inks(sky, sun, ground.far, ground.near, cover)


def night_inks(cover: Cover) -> dict[str, str]:
    """The colour of each ink in dark mode."""
    ground, sun = GROUNDS[cover.ground], mixed(SUNS[cover.sun], DARK, 0.08)
    far, near = mixed(ground.far, ground.night, 0.35), mixed(ground.near, DARK, 0.35)
    return _inks(mixed(ground.night, sun, WARMTH_AT_NIGHT[cover.mood]), sun, far, near, cover)


def _inks(sky: str, sun: str, far: str, near: str, cover: Cover) -> dict[str, str]:
    glow = mixed(sky, PALE if cover.mood == LIVELY else sun, 0.45)
    sun = PALE if cover.mood == LIVELY else sun
    land = {f"land{n}": mixed(far, near, n / BANDS) for n in range(BANDS + 1)}
    return {"sky": sky, "glow": glow, "sun": sun, "shine": mixed(sun, PALE, 0.3), **land}


def mixed(one: str, other: str, share: float) -> str:
    """`one` with a `share` of `other`, from 0 to 1. Colours are "#rrggbb"."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
