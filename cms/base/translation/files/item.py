"""The data written to a translators' file, the data read from one, and the error for unreadable files."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.base.i18n.language_codes import base_language
from cms.base.text import storable
from cms.base.translation.texts.text import Text

MAX_SIZE = 5 * 1024 * 1024  # bytes; our longest page results in a file of about 50 kB
MARKS = {  # longest first: UTF-32 begins like UTF-16
    BOM_UTF32_LE: "UTF-32",
    BOM_UTF32_BE: "UTF-32",
    BOM_UTF16_LE: "UTF-16",
    BOM_UTF16_BE: "UTF-16",
}
DECLARED = re.compile(rb"(?:charset=|encoding=[\"'])([\w.:-]+)")
LANGUAGE = re.compile(rb"(?:Language: *|target-language=[\"'])([A-Za-z]{2,3})")
# The encodings of Windows programs for these languages, if not UTF-8.
ENCODINGS = {
    **dict.fromkeys(["et", "lt", "lv"], "1257"),
    **dict.fromkeys(["bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"], "1250"),
    **dict.fromkeys(["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"], "1251"),
    **{"el": "1253", "tr": "1254", "az": "1254", "he": "1255", "ar": "1256", "fa": "1256", "ur": "1256", "vi": "1258"},
}
OTHER_KINDS = {
    b"PK\x03\x04": "ZIP",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "Microsoft Office",
    b"\xde\x12\x04\x95": "MO",
    b"\x95\x04\x12\xde": "MO",
    b"{\\rtf": "RTF",
}


class UnreadableFile(ValueError):
    """The message tells the translator what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class FileItem:
    """An item in a language, as it is written to a file. `id` identifies it; `exported` is timezone-aware."""

    id: str
    title: str
    url: str
    source_language: str
    language: str
    exported: datetime
    texts: list[Text]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in a file. Rich texts are HTML, as in `Text`; nothing has been validated.

    `is_fuzzy`: still needs work. `problem`: why its translation cannot be read.
    """

    path: str
    source: str
    translation: str
    is_fuzzy: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The content of a file. `id` is that of the item, or of a wagtail-localize `Translation` if `is_of_localize`.

    wagtail-localize's files have no languages, and their plain texts are HTML. `written`: how many texts the file had
    originally, if stated.
    """

    id: str
    source_language: str
    language: str
    exported: datetime | None
    entries: list[Entry] = field(default_factory=list)
    written: int | None = None
    is_of_localize: bool = False


def decoded(data: bytes) -> str:
    """The text of an uploaded file. Raises `UnreadableFile` if it is too large, of another kind, or not UTF-8."""
    if len(data) > MAX_SIZE:
        raise UnreadableFile(
            _("The file is %(size)s, more than the %(limit)s that are allowed.")
            % {"size": filesizeformat(len(data)), "limit": filesizeformat(MAX_SIZE)}
        )
    if not data.strip():
        raise UnreadableFile(_("The file is empty."))
    for beginning, kind in OTHER_KINDS.items():
        if data.startswith(beginning):
            raise UnreadableFile(_("This is a file of another kind (%(kind)s), not PO or XLIFF.") % {"kind": kind})
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        encoding = _encoding(data)
        if b"\0" in data and not encoding.upper().startswith("UTF"):  # no text in an encoding of single bytes
            raise UnreadableFile(_("The file is damaged, or not a PO file.")) from None
        message = _("The file is not in UTF-8, but seems to be in %(encoding)s: save it again as UTF-8.")
        raise UnreadableFile(message % {"encoding": encoding}) from None


def _encoding(data: bytes) -> str:
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return "UTF-16"
    declared = DECLARED.search(data[:4000])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        return declared[1].decode()
    language = LANGUAGE.search(data[:4000])
    return f"Windows-{ENCODINGS.get(language[1].decode().lower() if language else '', '1252')}"


def language_code(written: str) -> str:
    """The language of a file in Django's format: "pt-br" for "pt_BR"."""
    return written.strip().replace("_", "-").lower()


def moment(written: str) -> datetime | None:
    """The time of an export, if stated; UTC unless it has a time zone."""
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def one_line(text: str) -> str:
    return " ".join(storable(text).split())


def is_same_language(one: str, other: str) -> bool:
    """Whether two codes mean the same language: programs use both "lt" and "lt-LT"."""
    return one == other or (base_language(one) == base_language(other) and base_language(one) in (one, other))
