"""The typefaces that tools/fonts.py subsets have the letters of the site's languages, well set."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from tools.fonts import FACES, OUT

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("face", [face[1] for face in FACES])
def test_one_file_has_every_letter_of_the_languages(face: str) -> None:
    """So that a page of any of them loads one file for each face."""
    assert len(CATALOGUES) == 4
    needed = {letter for po in CATALOGUES for letter in po.read_text() if letter.isalpha() or letter in "„“”‘’–—…«»€"}
    with TTFont(OUT / f"{face}.latin.woff2") as font:
        missing = needed - {chr(code) for code in font.getBestCmap()}
        assert not missing, missing
        for quote in "„“”":
            for component in getattr(font["glyf"][font.getBestCmap()[ord(quote)]], "components", ()):
                assert not component.flags & USE_MY_METRICS, f"{quote} runs into the next letter"
