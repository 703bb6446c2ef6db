"""An item as a PO file: one entry for each text, with its path as context.

Changed texts are fuzzy, with their former original and translation.
"""

import re
from tempfile import NamedTemporaryFile

import polib
from babel.messages.plurals import get_plural
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from cms.base.i18n.language_codes import cldr_locale
from cms.base.ids import id_in
from cms.base.text import storable
from cms.base.translation.files.item import (
    Entry,
    FileItem,
    Read,
    UnreadableFile,
    decoded,
    language_code,
    moment,
    one_line,
)
from cms.base.translation.texts.text import Text

LOCALIZE_ID = "X-WagtailLocalize-TranslationID"
MAX_LINES = 100_000  # polib takes minutes for a long text in a million of them; our longest page has 2,000
LINE = re.compile(r"line (\d+)")


def write(item: FileItem) -> bytes:
    file = polib.POFile(wrapwidth=0)
    locale = cldr_locale(item.language)
    exported = item.exported.isoformat()
    file.metadata = {
        "Project-Id-Version": one_line(item.title),
        "POT-Creation-Date": f"{item.exported:%Y-%m-%d %H:%M%z}",
        "PO-Revision-Date": f"{item.exported:%Y-%m-%d %H:%M%z}",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": to_locale(item.language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(locale).plural_forms if locale else "nplurals=2; plural=(n != 1);",
        "X-Source-Language": to_locale(item.source_language),
        "X-Page": one_line(item.id),
        "X-Page-Title": one_line(item.title),
        "X-Page-URL": one_line(item.url),
        "X-Exported": exported,
        "X-Texts": str(len(item.texts)),
    }
    file.extend(_entry(text) for text in item.texts)
    return str(file).encode()


def read(data: bytes) -> Read:
    """Raises `UnreadableFile` if it is not a PO file, or not from this website."""
    text = decoded(data)
    if text.lstrip().startswith("<"):
        raise UnreadableFile(_("This is XML, not a PO file."))
    if text.count("\n") > MAX_LINES:
        raise UnreadableFile(_("The file has more than %(limit)d lines: split it.") % {"limit": MAX_LINES})
    file = _parsed(text)
    header = file.metadata
    entries = [
        Entry(each.msgctxt or "", each.msgid, each.msgstr, is_fuzzy=each.fuzzy)
        for each in file
        if not each.obsolete and not each.msgid_plural
    ]
    if header.get(LOCALIZE_ID):
        exported = moment(header.get("POT-Creation-Date", ""))
        return Read(header[LOCALIZE_ID], "", "", exported, entries, is_of_localize=True)
    for name in ("X-Page", "Language", "X-Exported"):
        if not header.get(name):
            message = _(
                "The header “%(header)s” is missing: the file does not say what it translates. Export it again."
            )
            raise UnreadableFile(message % {"header": name})
    return Read(
        id=header["X-Page"],
        source_language=language_code(header.get("X-Source-Language", "")),
        language=language_code(header["Language"]),
        exported=moment(header["X-Exported"]),
        entries=entries,
        written=id_in(header.get("X-Texts", "")),
    )


def _entry(text: Text) -> polib.POEntry:
    comments = [text.label, *(f'<a id="{key}">: {target}' for key, target in text.links), str(text.limit or "")]
    entry = polib.POEntry(
        msgctxt=text.path,
        msgid=storable(text.source),
        msgstr=storable(text.translation),
        comment="\n".join(one_line(comment) for comment in comments if comment),
    )
    if text.state == "changed" and text.previous:
        entry.msgstr = storable(text.previous.translation)
        entry.previous_msgid = storable(text.previous.source)
        entry.flags.append("fuzzy")
    return entry


def _parsed(text: str) -> polib.POFile:
    # polib treats a string as a file name if such a file exists, and splits at Unicode line separators.
    with NamedTemporaryFile("w", suffix=".po", encoding="utf-8", newline="") as copy:
        copy.write(text)
        copy.flush()
        try:
            return polib.pofile(copy.name, encoding="utf-8")
        except OSError as error:
            line = LINE.search(str(error))
            message = _("The file is damaged, or not a PO file: line %(line)s cannot be read.")
            raise UnreadableFile(message % {"line": line[1] if line else "1"}) from error
        except (ValueError, IndexError, AttributeError, UnicodeError, RecursionError) as error:
            raise UnreadableFile(_("The file is damaged, or not a PO file.")) from error
