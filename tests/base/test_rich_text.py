"""Rich text as a tree: nothing is lost but what cannot be printed."""

import pytest

from cms.base.rich_text import blocks, links_of, nodes
from cms.base.text import storable

BASE = "https://example.org/en/practices/a/"


def test_blocks_and_marks():
    html = (
        "one <b>two</b><p>three <i>four <strong>five</strong></i><br>six</p><h3>seven</h3>"
        "<ul><li>eight<ol><li><p>nine</p></li></ol></li><li> </li></ul><blockquote><p>ten</p></blockquote>"
    )
    nested = {"kind": "numbers", "items": [[{"kind": "paragraph", "nodes": ["nine"]}]]}
    marked = {"kind": "italic", "nodes": ["four ", {"kind": "bold", "nodes": ["five"]}]}
    assert blocks(html, BASE) == [
        {"kind": "paragraph", "nodes": ["one ", {"kind": "bold", "nodes": ["two"]}]},
        {"kind": "paragraph", "nodes": ["three ", marked, {"kind": "break"}, "six"]},
        {"kind": "heading", "nodes": ["seven"]},
        {"kind": "bullets", "items": [[{"kind": "paragraph", "nodes": ["eight"]}, nested]]},
        {"kind": "paragraph", "nodes": ["ten"]},
    ]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/en/about/", "https://example.org/en/about/"),
        ("https://a.example/?b=c&amp;d", "https://a.example/?b=c&d"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_links(href: str, url: str | None):
    tree = nodes(f'<a href="{href}">text</a>', BASE)
    assert [link["url"] for link in links_of(tree)] == ([url] if url else [])
    assert url or tree == ["text"]


def test_what_is_not_text_is_left_out():
    html = "<!-- no --><script>no</script><p>a\x00\x08\ud800<style>no</style><embed alt='no'>b</p><p> <br></p><ul></ul>"
    assert blocks(html, BASE) == [{"kind": "paragraph", "nodes": ["a", "b"]}]


def test_depth_is_bounded():
    [block] = blocks("<div>" * 3000 + "<b>" * 3000 + "deep", BASE)
    assert "deep" in str(block)


def test_no_text_has_what_xml_or_a_database_refuses():
    refused = "".join(
        map(chr, [*range(9), *range(14, 32), *range(0x7F, 0x85), 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x10FFFF])
    )
    assert storable(f"a{refused}b\tc\r\nd\ve\ff😀ž") == "ab\tc\r\nd e f😀ž"
