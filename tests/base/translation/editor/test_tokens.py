"""Markup as tokens: it survives the round trip, and errors name the broken token."""

from contextlib import suppress

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from cms.base.translation.editor.markup import BrokenTokens, check_html, parse, write
from cms.base.translation.editor.tokens import from_tokens, to_tokens

SOURCE = '<b>bold</b> and <a id="a1">link</a><br/>'


def test_what_a_translator_sees() -> None:
    text, tokens = to_tokens(SOURCE)
    assert text == "{1}bold{/1} and {2}link{/2}{3/}"
    assert [(token.number, token.name, token.id) for token in tokens] == [(1, "b", ""), (2, "a", "a1"), (3, "br", "")]
    assert to_tokens("Tom &amp; Jerry &lt;3 \xa0")[0] == "Tom & Jerry <3 \xa0"


def test_the_words_may_move() -> None:
    typed = "{2}nuoroda{/2} & {1}paryškinta{/1}"
    assert from_tokens(typed, SOURCE) == '<a id="a1">nuoroda</a> &amp; <b>paryškinta</b>'
    assert from_tokens("{2}{1}viena{/1}{/2}", SOURCE) == '<a id="a1"><b>viena</b></a>'
    assert from_tokens("{1}belt{/1} {2}hem{/2} {1}op{/1}", SOURCE).count("<b>") == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{1}bold{/1}", "{2} … {/2} is missing: keep every link of the original."),
        ("{2}a{/2}{2}b{/2}", "{2} appears twice: keep each link once."),
        ("{2}a{/2}{4}b{/4}", "{4} is not in the original. If readers are to see it as it is, write \\{4}."),
        ("{2}a{/2}{3}b{/3}", "{3} is not in the original. If readers are to see it as it is, write \\{3}."),
        ("{2/}", "{2/} is not in the original. If readers are to see it as it is, write \\{2/}."),
        ("{2}a{/2}{/3/}", "{/3/} is not in the original. If readers are to see it as it is, write \\{/3/}."),
        ("{2}a", "{/2} is missing: {2} is not closed."),
        ("a{/2}", "{/2} closes nothing: what it belongs to is not open."),
        ("{2}a{1}b{/2}c{/1}", "{/2} comes before {/1}: close first what was opened last."),
        ("{2}{/2} a", "The link has no text: write it between {2} and {/2}."),
    ],
)
def test_what_is_broken_is_named(typed: str, message: str) -> None:
    with pytest.raises(BrokenTokens) as raised:
        from_tokens(typed, SOURCE)
    assert str(raised.value) == message


def test_links_do_not_stand_inside_each_other() -> None:
    with pytest.raises(BrokenTokens, match="inside another link"):
        from_tokens("{1}a{2}b{/2}{/1}", '<a id="a1">a</a><a id="a2">b</a>')


def test_a_translation_has_the_tokens_of_its_original() -> None:
    translation = '<a id="a1">nuoroda</a> <strong>svarbu</strong> <i>nauja</i>'
    assert to_tokens(translation, SOURCE)[0] == "{2}nuoroda{/2} {1}svarbu{/1} nauja"


@pytest.mark.parametrize(
    "text", ["{1}", "{/1}", "{1/}", r"\{1}", r"\\{1}", "{{1}", "{a}", r"\{", "{0}", "{1234}", r"a\b\{/23}"]
)
def test_what_only_looks_like_a_token(text: str) -> None:
    for html in (text, f"<b>{text}</b>", f"{text}<b>{text}</b>{text}", f"{text}<br/>"):
        assert from_tokens(to_tokens(html)[0], html) == html


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\{}/1<>&"))
INLINE = st.recursive(
    TEXTS.map(lambda text: write([text])) | st.just("<br/>"),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "code", "strong"]), st.lists(inner)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
)


@st.composite
def rich_texts(draw: st.DrawFn) -> str:
    links = draw(st.lists(INLINE, max_size=3))
    return "".join(f'{draw(INLINE)}<a id="a{i}">x{text}</a>' for i, text in enumerate(links, 1)) + draw(INLINE)


@given(rich_texts())
@example(r"\<b>\\{1}</b>")
def test_any_text_comes_back_as_it_was(html: str) -> None:
    assert write(parse(html)) == html
    typed, _ = to_tokens(html)
    assert from_tokens(typed, html) == html
    assert check_html(html, html) == html


@given(TEXTS, rich_texts())
def test_whatever_is_typed_is_refused_or_safe(typed: str, source: str) -> None:
    try:
        html = from_tokens(typed, source)
    except BrokenTokens:
        return
    assert check_html(html, source) == html


@given(st.text(st.sampled_from("<>/ab!-? ='\"id1script&;")))
def test_whatever_is_uploaded_is_refused_or_safe(html: str) -> None:
    assert check_html(kept := write(parse(html)), html) == kept
    with suppress(BrokenTokens):
        assert check_html(html, kept) == kept


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>alert(1)</script>", "“<script>” is not allowed"),
        ('<a id="a1" onclick="x">a</a>', "is not allowed"),
        ('<a href="javascript:x">a</a>', "is not allowed"),
        ("<b", "“<b” is not allowed"),
        ("<!-- x -->", "is not allowed"),
        ("<![CDATA[x]]>", "is not allowed"),
        ("<b/>", "is not allowed"),
        ("</br>", "is not allowed"),
        ("<b id='a1'>x</b>", "is not allowed"),
        ("<b>x", "</b> is missing: <b> is not closed."),
        ("x</b>", "</b> closes nothing"),
        ("<b><i>x</b></i>", "</b> comes before </i>"),
        ('<a id="a2">x</a>', '<a id="a2"> is not in the original.'),
        ("<i>x</i>", "<i> is not in the original."),
        ("x", '<a id="a1"> … </a> is missing'),
    ],
)
def test_markup_of_a_file_is_not_repaired_in_silence(html: str, message: str) -> None:
    with pytest.raises(BrokenTokens) as raised:
        check_html(html, SOURCE)
    assert message in str(raised.value)


def test_markup_may_be_written_in_other_ways() -> None:
    assert check_html("<B>1 < 2</B><A id='a1'>x</a><br>&eacute;", SOURCE) == '<b>1 &lt; 2</b><a id="a1">x</a><br/>é'


def test_messages_are_in_the_language_of_the_reader() -> None:
    with override("lt"), pytest.raises(BrokenTokens) as raised:
        from_tokens("a", SOURCE)
    assert "{2}" in str(raised.value)
    assert "is missing" not in str(raised.value)


def test_comments_are_left_out_and_one_without_an_end_is_no_comment() -> None:
    assert to_tokens("a<!-- b --> c <!-- d\n--><b>e</b>")[0] == "a c {1}e{/1}"
    assert "x" in to_tokens("x" + "<!--" * 20_000)[0]
