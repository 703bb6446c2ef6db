"""PO and XLIFF files that we write can be read, by this website and by other programs."""

from datetime import UTC
from pathlib import Path
from subprocess import run
from types import ModuleType

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cms.base.text import storable
from cms.base.translation.files import po, reading, xliff
from cms.base.translation.files.item import Entry
from cms.base.translation.texts.text import Previous, Text
from tests.base.translation.editor.test_tokens import rich_texts
from tests.base.translation.files.examples import EXPORTED, LABEL, RICH, TEXTS, item

FORMATS = pytest.mark.parametrize("kind", [po, xliff])


def expected(text: Text) -> Entry:
    if text.state == "changed" and text.previous:
        return Entry(text.path, text.source, text.previous.translation, is_fuzzy=True)
    return Entry(text.path, text.source, text.translation)


@FORMATS
def test_the_round_trip_is_exact(kind: ModuleType) -> None:
    found = reading.read(kind.write(item()))
    assert (found.id, found.source_language, found.language) == ("page:6b1c", "en", "lt")
    assert (found.exported, found.written) == (EXPORTED, len(TEXTS))
    assert found.entries == [expected(text) for text in TEXTS]


@FORMATS
@pytest.mark.parametrize("language", ["pt-br", "zh-hans", "ar", "ia"])
def test_codes_of_languages(kind: ModuleType, language: str) -> None:
    found = reading.read(kind.write(item(language=language, source_language="pt-br")))
    assert (found.language, found.source_language) == (language, "pt-br")


WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\\n\r\t\"'<>&\x85\u2028 ")).map(storable)


@st.composite
def texts(draw: st.DrawFn, path: str) -> Text:
    is_rich = draw(st.booleans())
    words = rich_texts().map(storable) if is_rich else WORDS
    source = draw(words.filter(bool))
    # A translation has the formatting of its original; how others are told apart is the subject of other tests.
    translation = draw(st.sampled_from(["", source]) if is_rich else WORDS)
    previous = draw(st.none() | st.just(Previous(source, source)))
    return Text(path, source, translation, is_rich, label=draw(WORDS), previous=previous)


@FORMATS
@given(data=st.data())
def test_any_text_comes_back(kind: ModuleType, data: st.DataObject) -> None:
    one = item(texts=[data.draw(texts(path)) for path in ("a", "b.c")], title=data.draw(WORDS), url=data.draw(WORDS))
    assert reading.read(kind.write(one)).entries == [expected(text) for text in one.texts]


def test_a_po_file_for_other_programs() -> None:
    file = polib.pofile(po.write(item()).decode())
    header = file.metadata
    assert header["Language"] == "lt"
    assert header["Plural-Forms"].startswith("nplurals=3; plural=(n%10==1")
    assert (header["X-Page"], header["X-Page-URL"]) == ("page:6b1c", "https://example.org/en/news/")
    assert header["X-Exported"] == "2026-03-01T12:00:05.000250+00:00"
    rich, changed = file[2], file[3]
    assert rich.comment == f'{LABEL}\n<a id="a1">: https://example.org/a?b=c&d'
    assert (changed.flags, changed.msgstr) == (["fuzzy"], "Dešimt <i>mėnesių</i>")
    assert changed.previous_msgid == "Ten <i>months</i>"
    assert [entry.translated() for entry in file] == [True, False, False, False, True]


def test_gettext_accepts_a_po_file(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(po.write(item()))
    checked = run(["msgfmt", "--check", "--output-file=/dev/null", tmp_path / "a.po"], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_an_xliff_file_for_other_programs() -> None:
    root = etree.fromstring(xliff.write(item()))
    names = {"x": xliff.NAMESPACE}
    units = root.findall(".//x:trans-unit", names)
    target = [unit.find("x:target", names) for unit in units]
    assert [each.get("state") for each in target] == [
        "translated", "needs-translation", "needs-translation", "needs-adaptation", "translated"
    ]  # fmt: skip
    assert [unit.get("approved") for unit in units] == ["yes", "no", "no", "no", "yes"]
    assert {each.get(xliff.LANGUAGE) for each in target} == {"lt"}
    assert {each.get(xliff.LANGUAGE) for each in root.findall(".//x:source", names)} == {"en"}
    assert [note.text for note in units[2].findall("x:note", names)] == [LABEL, "a1: https://example.org/a?b=c&d"]
    assert units[0].get("maxwidth") == "255"
    inline = [(etree.QName(each).localname, dict(each.attrib)) for each in units[2].find("x:source", names)]
    assert inline == [
        ("g", {"id": "1", "ctype": "bold"}), ("g", {"id": "a1", "ctype": "link"}), ("x", {"id": "3", "ctype": "lb"})
    ]  # fmt: skip
    former = units[3].find("x:alt-trans", names)
    assert "".join(former.find("x:source", names).itertext()) == "Ten months"


def test_xliff_as_other_programs_write_it() -> None:
    """Elements without `ctype`, marks around segments, states that were never touched."""
    written = xliff.write(item(texts=[TEXTS[2]])).decode()
    by_program = written.replace(
        '<target xml:lang="lt" state="needs-translation"/>',
        '<target xml:lang="lt" state="needs-translation">'
        '<mrk mtype="seg" mid="1">Žr. <g id="a1">tai &amp; <g id="1">visa</g></g></mrk><x id="3"/></target>',
    )
    assert by_program != written
    (entry,) = reading.read(by_program.encode()).entries
    assert entry == Entry("body.1", RICH, 'Žr. <a id="a1">tai &amp; <b>visa</b></a><br/>')


@pytest.mark.parametrize(("approved", "state", "is_fuzzy"), [
    ("no", "needs-adaptation", True),
    ("yes", "needs-adaptation", False),
    ("no", "translated", False),
    ("no", "needs-review-translation", True),
    ("no", "final", False),
])  # fmt: skip
def test_states_of_xliff(approved: str, state: str, is_fuzzy: bool) -> None:
    written = xliff.write(item(texts=[TEXTS[3]])).decode()
    written = written.replace('approved="no"', f'approved="{approved}"').replace("needs-adaptation", state)
    assert reading.read(written.encode()).entries[0].is_fuzzy is is_fuzzy


def test_the_files_of_wagtail_localize() -> None:
    file = polib.POFile()
    file.metadata = {
        "POT-Creation-Date": "2026-03-01 12:00:05.000250+00:00",
        "X-WagtailLocalize-TranslationID": "0f0e",
    }
    file.append(polib.POEntry(msgctxt="title", msgid="News &amp; more", msgstr="Naujienos"))
    file.append(polib.POEntry(msgctxt="old", msgid="Old", msgstr="Sena", obsolete=True))
    found = reading.read(str(file).encode())
    assert (found.id, found.is_of_localize, found.exported) == ("0f0e", True, EXPORTED.astimezone(UTC))
    assert found.entries == [Entry("title", "News &amp; more", "Naujienos")]
