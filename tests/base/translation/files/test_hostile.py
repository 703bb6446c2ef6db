"""Files that cannot be read: each is refused with what is wrong, and none does harm."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.base.translation.files import po, reading, xliff
from cms.base.translation.files.item import MAX_SIZE, UnreadableFile
from tests.base.translation.files.examples import item

PO, XLIFF = po.write(item()), xliff.write(item())


def problem(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as raised:
        reading.read(data)
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (b"x" * (MAX_SIZE + 1), "more than the 5.0\xa0MB that are allowed"),
        (PO + b"#. a\n" * 100_000, "more than 100000 lines"),
        (b"PK\x03\x04 and so on", "of another kind (ZIP)"),
        (b"%PDF-1.7", "of another kind (PDF)"),
        (b"\xd0\xcf\x11\xe0", "of another kind (Microsoft Office)"),
        (b"\xde\x12\x04\x95\0\0", "of another kind (MO)"),
        (b'msgid "a"\nmsgstr "b"\n', "The header “X-Page” is missing"),
        (PO.replace(b"Language: lt", b""), "The header “Language” is missing"),
        (b"Dear translators,\nhere it is", "line 1 cannot be read"),
        (b"/etc/hostname", "line 1 cannot be read"),
        (b'msgid "a\nmsgstr', "cannot be read"),
        (PO.decode().encode("utf-16"), "seems to be in UTF-16"),
        (PO.decode().encode("utf-16-be"), "seems to be in UTF-16"),
        (PO.decode().encode("utf-32"), "seems to be in UTF-32"),
        (PO.decode().encode("cp1257"), "seems to be in Windows-1257"),
        (PO.replace(b"Language: lt", b"Language: uk") + "# Україна".encode("cp1251"), "seems to be in Windows-1251"),
        (
            PO.decode().replace("charset=UTF-8", "charset=ISO-8859-13").encode("iso-8859-13"),
            "seems to be in ISO-8859-13",
        ),
        (XLIFF.decode().encode("cp1257"), "seems to be in Windows-1257"),
        (b"\x80\x81\0\x02" * 9, "damaged"),
        (b"<html></html>", "This is not an XLIFF file."),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "another version"),
        (XLIFF[: len(XLIFF) // 2], "damaged or not complete"),
        (XLIFF.replace(b"original=", b"originally="), "“original” of the file is missing"),
        (XLIFF.replace(b"target-language=", b"to="), "“target-language” of the file is missing"),
        (XLIFF.replace(b"</xliff>", XLIFF[XLIFF.index(b"<file") :]), "must have one page, not 2"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, message: str) -> None:
    assert message in problem(data)


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_a_mark_of_utf_8_does_no_harm(kind: str) -> None:
    data = {"po": PO, "xliff": XLIFF}[kind]
    assert reading.read(b"\xef\xbb\xbf" + data) == reading.read(data)


def test_no_entities_and_no_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for doctype in (
        f'<!DOCTYPE xliff [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;">]>',
        '<!DOCTYPE xliff SYSTEM "http://example.org/xliff.dtd">',
    ):
        data = XLIFF.decode().replace("<xliff", f"{doctype}<xliff").replace("Partners met", "&x;")
        assert "declares a document type or entities" in problem(data.encode())


def test_an_encoding_cannot_hide_entities() -> None:
    hidden = XLIFF.decode().replace("UTF-8", "UTF-7").replace("<xliff", "+ADwAIQ-DOCTYPE x+AD4-<xliff")
    assert "damaged" in problem(hidden.encode())


def test_a_count_that_no_file_has_is_none() -> None:
    many = b"9" * 5000
    for data in (PO.replace(b"X-Texts: 5", b"X-Texts: " + many), XLIFF.replace(b">5<", b">" + many + b"<")):
        assert many in data
        assert reading.read(data).written is None


@given(st.binary() | st.text().map(str.encode), st.sampled_from([PO, XLIFF]), st.integers(0, 3000))
def test_any_damage_is_told(damage: bytes, data: bytes, where: int) -> None:
    for damaged in (data[:where] + damage, data[:where] + damage + data[where + len(damage) :], damage):
        with suppress(UnreadableFile):
            reading.read(damaged)
