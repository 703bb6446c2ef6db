"""Subset the site's typefaces into cms/base/static/fonts/, with the stylesheet that declares them.

Browsers load only the ranges that a page uses: readers of Dutch, Italian, Lithuanian and Spanish need only `latin`. A
typeface that arrives too late is used from the next page on, so that layouts do not shift (`optional`).
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

OUT = Path(__file__).parent.parent / "cms" / "base" / "static" / "fonts"

SERIF, SANS = "font_source_serif_pro", "font_source_sans_pro"  # packages
FACES = (  # package, file, family, weights, style
    (SERIF, "SourceSerifPro-Regular", "New Times Serif", "400", "normal"),
    (SERIF, "SourceSerifPro-It", "New Times Serif", "400", "italic"),
    (SERIF, "SourceSerifPro-Semibold", "New Times Serif", "600 700", "normal"),
    (SANS, "SourceSansPro-Regular", "New Times Sans", "400", "normal"),
    (SANS, "SourceSansPro-Semibold", "New Times Sans", "600 700", "normal"),
)
# `latin` has the letters of the site's first languages, and the symbols in its own texts; other Latin letters are
# separate. A page that needs one of those loads a third more, so `latin` omits what few pages need.
RANGES = {
    "latin": (
        "U+20-7E, U+A0-A1, U+A9, U+AB, U+B7, U+BA-BB, U+BF, U+C1, U+C8-C9, U+CD, U+D1, U+D3, U+D7, U+DA, U+E0-E1, "
        "U+E4, U+E7-E9, U+EB-EF, U+F1-F4, U+F6, U+F9-FA, U+FC, U+104-105, U+10C-10D, U+116-119, U+12E-12F, U+160-161, "
        "U+16A-16B, U+172-173, U+17D-17E, U+2011, U+2013-2014, U+2018-2019, U+201C-201E, U+2026, U+203A, U+20AC, U+2192"
    ),
    "latin-ext": (
        "U+A2-A8, U+AA, U+AC, U+AE-B6, U+B8-B9, U+BC-BE, U+C0, U+C2-C7, U+CA-CC, U+CE-D0, U+D2, U+D4-D6, U+D8-D9, "
        "U+DB-DF, U+E2-E3, U+E5-E6, U+EA, U+F0, U+F5, U+F7-F8, U+FB, U+FD-103, U+106-10B, U+10E-115, U+11A-12D, "
        "U+130-15F, U+162-169, U+16C-171, U+174-17C, U+17F, U+192, U+1A0-1A1, U+1AF-1B0, U+218-21B, U+1E80-1E85, "
        "U+1E9E, U+1EA0-1EF9, U+2010, U+2012, U+201A, U+2022, U+202F, U+2030, U+2032-2033, U+2039, U+2116, U+2122, "
        "U+2190-2191, U+2193, U+2212, U+2248, U+2260, U+2264-2265"
    ),
    "cyrillic": "U+400-45F, U+462-463, U+46A-46B, U+472-475, U+490-4FF",
    "greek": "U+370-3FF",
}
FEATURES = ["kern", "liga", "locl"]
PAIRS = 2  # the type of lookup of kerning


def give_own_widths(font: TTFont) -> None:
    """Fixes the widths of double quotation marks, which are declared as those of single ones and run into letters."""
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        for component in getattr(glyph, "components", ()):
            component.flags &= ~USE_MY_METRICS


def leave_out_small_kerning(font: TTFont) -> None:
    """Pairs that move by less than a sixtieth of an em are not seen to move, and are most of the pairs."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType != PAIRS:
                continue
            if table.Format == 1:
                for pairs in table.PairSet:
                    pairs.PairValueRecord = [pair for pair in pairs.PairValueRecord if not is_small(pair.Value1)]
                    pairs.PairValueCount = len(pairs.PairValueRecord)
            else:
                for pair in (pair for first in table.Class1Record for pair in first.Class2Record):
                    if is_small(pair.Value1):
                        pair.Value1.XAdvance = 0


def is_small(value: Any) -> bool:
    return abs(getattr(value, "XAdvance", 0)) * 60 < 1000


def write_subset(package: str, name: str, characters: str, target: Path) -> bool:
    """Returns False if the face has none of the characters."""
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=FEATURES, notdef_outline=True, ignore_missing_unicodes=True
    )
    font = subset.load_font(str(files(package) / "files" / f"{name}.ttf"), options)
    give_own_widths(font)
    wanted = set(subset.parse_unicodes(characters.replace(" ", "")))
    if len(wanted & set(font.getBestCmap())) < 10:
        return False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    leave_out_small_kerning(font)
    subset.save_font(font, str(target), options)
    return True


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    rules = ["/* Written by tools/fonts.py (make fonts). */"]
    for package, name, family, weights, style in FACES:
        for part, characters in RANGES.items():
            file = f"{name}.{part}.woff2"
            if write_subset(package, name, characters, OUT / file):
                rules.append(
                    f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weights};font-display:optional;'
                    f'src:url("{file}") format("woff2");unicode-range:{characters.replace(" ", "")}}}'
                )
    (OUT / "fonts.css").write_text("\n".join(rules) + "\n")


if __name__ == "__main__":
    main()
