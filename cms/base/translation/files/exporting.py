"""Exports items of the desk as files for translators: one, or many in a ZIP."""

from collections.abc import Iterable, Iterator
from types import ModuleType

from django.db.models import Q
from django.utils import timezone, translation

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.files import archive, po, xliff
from cms.base.translation.files.item import FileItem

FORMATS: dict[str, ModuleType] = {"po": po, "xliff": xliff}
ENDINGS = {"po": "po", "xliff": "xlf"}
# Which items an export includes, by what needs to be done.
STATES = {"new": Q(missing__gt=0), "stale": Q(changed__gt=0), "all": Q()}


def id_of(item: TranslationItem) -> str:
    """The item's id in files."""
    return f"{item.kind}:{item.object_key}"


def file_item(item: TranslationItem) -> FileItem:
    """`item` (with its `locale`) and its current texts, labelled in the language of the translation."""
    kind, language = KINDS[item.kind], item.locale.language_code
    exported = timezone.now()  # anything saved while the texts are being read is newer
    with translation.override(language):
        texts = kind.texts(item.object_key, item.locale)
    url = kind.url(item.object_key, item.source_language)
    return FileItem(id_of(item), item.title, url, item.source_language, language, exported, texts)


def export(item: TranslationItem, file_format: str) -> tuple[str, bytes]:
    """The name and content of the file of one item."""
    name = archive.valid_name(f"{item.title}-{item.locale.language_code}")
    with translation.override(item.locale.language_code):
        content = FORMATS[file_format].write(file_item(item))
    return f"{name}.{ENDINGS[file_format]}", content


def export_many(items: Iterable[TranslationItem], file_format: str) -> bytes:
    """A ZIP with one file per item."""
    return archive.write(_contents(items, file_format))


def _contents(items: Iterable[TranslationItem], file_format: str) -> Iterator[tuple[str, bytes]]:
    return (export(item, file_format) for item in items)
