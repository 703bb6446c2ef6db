"""Reads a file in any supported format, detected by content rather than by name."""

from codecs import BOM_UTF8

from cms.base.translation.files import po, xliff
from cms.base.translation.files.item import Read


def read(data: bytes) -> Read:
    """Raises `UnreadableFile`."""
    is_xml = data[:1000].removeprefix(BOM_UTF8).lstrip().startswith(b"<")
    return (xliff if is_xml else po).read(data)
