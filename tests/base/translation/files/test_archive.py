"""ZIP files: many pages in one, and none that fills the memory."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.base.translation.files import archive
from cms.base.translation.files.archive import MAX_FILES
from cms.base.translation.files.item import MAX_SIZE, UnreadableFile


def packed(**contents: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return data.getvalue()


def problem(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as raised:
        archive.read(data)
    return str(raised.value)


def test_many_files_as_one() -> None:
    titles = ["About us? lt", "../../ABOUT_us_lt", "about_us_lt", "…"]
    data = archive.write((f"{archive.valid_name(title)}.po", title.encode()) for title in titles)
    assert archive.is_archive(data)
    names = ["About_us_lt.po", "ABOUT_us_lt-2.po", "about_us_lt-3.po", "page.po"]
    assert [*archive.read(data)] == [(name, title.encode()) for name, title in zip(names, titles, strict=True)]


def test_what_systems_add_is_passed_over() -> None:
    data = packed(**{"lt/a.po": b"a", "__MACOSX/lt/._a.po": b"x", "lt/.DS_Store": b"x", "lt/": b""})
    assert [*archive.read(data)] == [("lt/a.po", b"a")]


def test_a_damaged_member_is_told() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_LZMA) as file:
        file.writestr("a.po", b"a" * 100)
    damaged = data.getvalue().replace(b"a.po\x09\x04\x05\x00]", b"a.po\x09\x04\x05\x00\xff", 1)
    assert damaged != data.getvalue()
    [(_name, content)] = archive.read(damaged)
    assert "damaged" in str(content)


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}, "of another kind (Microsoft Office)"),
        ({}, "has no files"),
        ({"a.po": b"\0" * (MAX_SIZE + 1)}, "“a.po” would be 5.0"),
        ({f"{number}.po": b"\0" * MAX_SIZE for number in range(41)}, "The file is 205.0"),
        ({"a.po": b"\0" * (MAX_SIZE - 1)}, "unpacks to far more"),
        ({f"{number}": b"" for number in range(MAX_FILES + 1)}, "has 5001 files, more than the 5000"),
    ],
)
def test_bombs(contents: dict[str, bytes], message: str) -> None:
    assert message in problem(packed(**contents))


def test_a_size_that_is_not_true() -> None:
    """It is read no further than the size says, then its checksum is wrong."""
    data = packed(**{"a.po": b"\0" * MAX_SIZE})
    said = struct.pack("<I", MAX_SIZE)
    assert data.count(said) == 2
    assert [str(found) for _, found in archive.read(data.replace(said, struct.pack("<I", 10)))] == [
        "The file is damaged in the ZIP file."
    ]


def test_half_a_file() -> None:
    data = packed(**{"a.po": b"a" * 1000, "b.po": b"b"})
    assert "damaged or not complete" in problem(data[:-30])
    broken = bytearray(data)
    broken[36] ^= 255  # in the packed bytes of the first
    (_, first), (_, second) = archive.read(bytes(broken))
    assert (str(first), second) == ("The file is damaged in the ZIP file.", b"b")


def test_a_password() -> None:
    data = bytearray(packed(**{"a.po": b"a"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    ((_, found),) = archive.read(bytes(data))
    assert "has a password" in str(found)


@given(st.lists(st.tuples(st.text(), st.binary())))
def test_any_title_can_be_a_name(files: list[tuple[str, bytes]]) -> None:
    data = archive.write((f"{archive.valid_name(name)}.po", content) for name, content in files)
    if files:
        found = [*archive.read(data)]
        assert [content for _, content in found] == [content for _, content in files]
        assert len({name.casefold() for name, _ in found}) == len(files)


@given(st.binary(), st.integers(0, 200))
def test_any_damage_is_told(damage: bytes, where: int) -> None:
    data = packed(**{"a.po": b"abc", "b.po": b"def"})
    try:
        found = [*archive.read(data[:where] + damage + data[where + len(damage) :])]
    except UnreadableFile as error:
        found = [("", error)]
    assert all(content is not None for _, content in found)
