"""Dictionary files: every folded form of a language's words, with its folded lemmas.

simplemma has the words, but takes seconds and 250 MB for five languages in each process. These files are built from
it once (`manage.py build_dictionaries`) and mapped into memory: opening one takes a millisecond, and all processes
share it.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from marisa_trie import BytesTrie
from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.language import folding
from search.language.folding import fold
from search.language.resources import dictionary_code

COMMAND = "manage.py build_dictionaries"


def dictionary_file(code: str) -> Path:
    """Where the dictionary with simplemma's `code` is; another version of what it is made by has another name."""
    return Path(settings.DICTIONARIES_DIR) / f"{code}-{simplemma_version}-{_version()}.marisa"


@cache
def _version() -> str:
    sources = (Path(module).read_bytes() for module in (__file__, folding.__file__))
    return hashlib.sha256(b"".join(sources)).hexdigest()[:8]


def open_dictionary(language: str) -> BytesTrie | None:
    """The dictionary of `language`; None for a language without one."""
    code = dictionary_code(language)
    return _opened(dictionary_file(code)) if code else None


@cache
def _opened(path: Path) -> BytesTrie:
    if not path.exists():
        raise ImproperlyConfigured(f"There is no dictionary {path}: run {COMMAND}.")
    return BytesTrie().mmap(str(path))


def lemma(form: str, edit: bytes) -> str:
    """The lemma that `edit` makes of `form`: how many of its last characters to drop, and what to put there.

    Edits repeat from word to word, so files of edits are half as large as files of lemmas.
    """
    return form[: len(form) - edit[0]] + edit[1:].decode()


def _edit(form: str, lemma: str) -> bytes:
    shared = len(os.path.commonprefix((form, lemma)))
    return bytes([len(form) - shared]) + lemma[shared:].encode()


def build(code: str) -> Path:
    """Writes the dictionary file with simplemma's `code`. Readers see the whole file or none."""
    path = dictionary_file(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            BytesTrie(_entries(code)).write(part)
            os.chmod(part.name, 0o644)
            os.replace(part.name, path)
        except BaseException:
            os.unlink(part.name)
            raise
    return path


def _entries(code: str) -> Iterator[tuple[str, bytes]]:
    """Each folded form with its edits. Forms that only accents tell apart have several."""
    found: dict[str, set[bytes]] = {}
    dictionary = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(code)
    for form in dictionary:
        if " " not in form and len(form) < folding.MAX_WORD:
            folded, folded_lemma = fold(form), fold(dictionary[form])
            found.setdefault(folded, set()).add(_edit(folded, folded_lemma))
            found.setdefault(folded_lemma, set())
    for form, edits in found.items():
        for edit in edits or [b"\0"]:
            yield form, edit
