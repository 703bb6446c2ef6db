"""Packs many files into a ZIP file, and unpacks one within limits."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from lzma import LZMAError
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.core.exceptions import SuspiciousFileOperation
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from cms.base.translation.files.item import MAX_SIZE, UnreadableFile

MAX_FILES = 5000
MAX_TOTAL = 200 * 1024 * 1024  # bytes, unpacked
MAX_PACKED = 50 * 1024 * 1024  # bytes
MAX_RATIO = 100  # uncompressed to compressed size: about 5 for texts
SMALL = 100_000  # bytes, up to which the ratio does not matter
LONGEST_NAME = 100  # characters
DOCUMENTS = {"[Content_Types].xml": "Microsoft Office", "META-INF/manifest.xml": "OpenDocument"}  # also ZIP files
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # added by operating systems


def is_archive(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def valid_name(name: str) -> str:
    """`name` as a file name that is valid on every system, without extension."""
    try:
        return get_valid_filename(name)[:LONGEST_NAME].strip(".") or "page"
    except SuspiciousFileOperation:  # nothing of it is allowed in a file name
        return "page"


def write(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of `files`: the name of each (from `valid_name`, with an extension) and its content."""
    packed = BytesIO()
    taken: set[str] = set()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(_free(name, taken), content)
    return packed.getvalue()


def read(data: bytes, max_files: int = MAX_FILES) -> Iterator[tuple[str, bytes | UnreadableFile]]:
    """The name and content of each file in a ZIP, or why it cannot be read.

    Raises `UnreadableFile` before yielding anything if the ZIP is damaged or too large.
    """
    if len(data) > MAX_PACKED:
        raise _too_large(len(data), MAX_PACKED)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile(_("The ZIP file is damaged or not complete.")) from error
    for name in archive.namelist():
        if name in DOCUMENTS:
            message = _("This is a file of another kind (%(kind)s), not PO or XLIFF.")
            raise UnreadableFile(message % {"kind": DOCUMENTS[name]})
    members = [each for each in archive.infolist() if not each.is_dir() and not _is_ignored(each.filename)]
    if not members:
        raise UnreadableFile(_("The ZIP file has no files."))
    if len(archive.infolist()) > max_files:
        message = _("The ZIP file has %(count)d files, more than the %(limit)d that are allowed.")
        raise UnreadableFile(message % {"count": len(archive.infolist()), "limit": max_files})
    # A member larger than declared is truncated, and then fails its checksum.
    total = sum(each.file_size for each in members)
    if total > MAX_TOTAL:
        raise _too_large(total, MAX_TOTAL)
    for each in members:
        if each.file_size > MAX_SIZE:
            raise _too_large(each.file_size, MAX_SIZE, each.filename)
    if total > SMALL and total > MAX_RATIO * len(data):
        raise UnreadableFile(_("The ZIP file unpacks to far more than texts would: it is not read."))
    return ((each.filename, _content(archive, each)) for each in members)


def _content(archive: ZipFile, member: ZipInfo) -> bytes | UnreadableFile:
    try:
        return archive.read(member)
    except RuntimeError:  # includes NotImplementedError
        return UnreadableFile(_("The file has a password, or is packed in a way that cannot be read."))
    except (BadZipFile, ZlibError, LZMAError, EOFError, OSError, ValueError):
        return UnreadableFile(_("The file is damaged in the ZIP file."))


def _too_large(size: int, limit: int, name: str = "") -> UnreadableFile:
    sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit), "name": name}
    if name:
        return UnreadableFile(
            _("“%(name)s” would be %(size)s when unpacked, more than the %(limit)s that are allowed.") % sizes
        )
    return UnreadableFile(_("The file is %(size)s, more than the %(limit)s that are allowed.") % sizes)


def _is_ignored(name: str) -> bool:
    return name.startswith(IGNORED[0]) or PurePosixPath(name).name in IGNORED


def _free(name: str, taken: set[str]) -> str:
    path = PurePosixPath(name)
    free, number = name, 1
    while free.casefold() in taken:  # some file systems ignore case
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    taken.add(free.casefold())
    return free
