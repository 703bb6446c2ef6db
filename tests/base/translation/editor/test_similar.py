"""The memory finds the same text and those that are like it; differences are marked word by word."""

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from cms.base.translation.editor.similar import differences, matches

MEMORY = [
    ("Partners met in Rome.", "Partneriai susitiko Romoje.", 1),
    ("Partners met in <b>Rome</b>.", "Partneriai susitiko <b>Romoje</b>.", 2),
    ("Partners met in Vilnius.", "Partneriai susitiko Vilniuje.", 3),
    ("Partners met in Rome.", "Partneriai susitiko Romoje.", 4),
    ("Something else", "Kažkas kita", 5),
]


def test_the_same_text_comes_first() -> None:
    found = matches("Partners met in Rome.", MEMORY)
    assert [match.origin for match in found] == [1, 2, 3]
    assert (found[0].percent, found[1].percent) == (100, 99)
    assert 70 <= found[2].percent < 99


def test_markup_and_capitals_hardly_count() -> None:
    found = matches("{1}PARTNERS{/1}  met in Rome.", MEMORY, at_least=0.95)
    assert [match.origin for match in found] == [1, 2]


def test_how_many_and_how_alike() -> None:
    assert [match.origin for match in matches("Partners met in Rome.", MEMORY, most=1)] == [1]
    assert matches("Entirely new", MEMORY) == []
    assert matches("Partners met in Rome.", []) == []


def test_differences_are_marked_by_words() -> None:
    assert differences("We met in Rome & ate.", "We met in {1}Vilnius{/1} & ate.", "en") == (
        '<span lang="en" dir="ltr">We met in <del>Rome</del><ins>{1}Vilnius{/1}</ins> &amp; ate.</span>'
    )
    assert differences("a", "a", "ar") == '<span lang="ar" dir="rtl">a</span>'


@given(st.text(), st.text())
def test_both_texts_are_in_the_differences(old: str, new: str) -> None:
    marked = differences(old, new, "en")
    for removed, text in (("ins", old), ("del", new)):
        left = re.sub(rf"<{removed}>.*?</{removed}>", "", marked, flags=re.DOTALL)
        assert unescape(re.sub(r"</?(?:ins|del|span)[^<>]*>", "", left)) == unescape(escape(text))
