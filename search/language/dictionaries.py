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

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from marisa_trie import BytesTrie
from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.language import folding
from search.language.folding import MAX_WORD, WORD, fold
from search.language.resources import SUPPORTED_LANGUAGES, dictionary_code

FORMAT = 3  # increase with each change of what `build` writes
COMMAND = "manage.py build_dictionaries"


def dictionary_file(code: str) -> Path:
    """The path of the dictionary with simplemma's `code`. Its name contains the versions of what it is built by."""
    return Path(settings.DICTIONARIES_DIR) / f"{code}-{simplemma_version}-{_version()}.marisa"


@cache
def _version() -> str:
    return f"{FORMAT}-{hashlib.sha256(Path(folding.__file__).read_bytes()).hexdigest()[:8]}"


def missing_dictionaries(all: bool = False) -> list[str]:
    """simplemma's codes of the dictionaries that are not built yet: of the site's languages, or of `all` there are."""
    codes = SUPPORTED_LANGUAGES if all else filter(None, map(dictionary_code, settings.LANGUAGE_CODES))
    return [code for code in sorted(set(codes)) if not dictionary_file(code).exists()]


def open_dictionary(language: str) -> BytesTrie | None:
    """The dictionary of `language`; None for a language without one.

    Raises an error if its file is missing: the search would find less, and nobody would know why.
    """
    return _opened(language, settings.DICTIONARIES_DIR)


@cache
def _opened(language: str, folder: str) -> BytesTrie | None:
    code = dictionary_code(language)
    if code is None:
        return None
    path = dictionary_file(code)
    if not path.exists():
        raise ImproperlyConfigured(f"There is no dictionary {path}: run {COMMAND}.")
    return BytesTrie().mmap(str(path))


def lemma(form: str, edit: bytes) -> str:
    """The lemma that `edit` makes of `form`: how many trailing characters to drop, and what to append.

    Edits repeat from word to word, so files of edits are half as large as files of lemmas.
    """
    return form[: len(form) - edit[0]] + edit[1:].decode()


def _edit(form: str, lemma: str) -> bytes:
    shared = 0
    for one, other in zip(form, lemma, strict=False):
        if one != other:
            break
        shared += 1
    return bytes((len(form) - shared,)) + lemma[shared:].encode()


def build(code: str) -> Path:
    """Writes the dictionary file with simplemma's `code`. Readers see the whole file or none."""
    path = dictionary_file(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        BytesTrie(_entries(code)).save(str(part))
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    for outdated in set(path.parent.glob(f"{code}-*.marisa")) - {path}:
        outdated.unlink()  # processes that have it open keep it
    return path


def _is_one_word(written: str) -> bool:
    """Excludes entries of several words, and abbreviations: in Italian, "x" is "per", and "art." an article."""
    if not 1 < len(written) < MAX_WORD:
        return False
    return written.isalpha() or ("." not in written and WORD.fullmatch(written.replace("-", "")) is not None)


def _fold(written: str) -> str:
    """`fold`, which remembers too few words to be of use here, and takes longer for letters that it leaves alone."""
    return written.lower() if written.isascii() and written.isalpha() else fold.__wrapped__(written)


def _entries(code: str) -> Iterator[tuple[str, bytes]]:
    """Each folded form with its edits: several where only accents told words apart."""
    dictionary = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(code)
    forms, lemmas = set(), set()
    for written in dictionary:
        if _is_one_word(written):
            form, of = _fold(written), _fold(dictionary[written])
            forms.add(form)
            lemmas.add(of)
            yield form, _edit(form, of)
    for of in lemmas - forms:
        yield of, _edit(of, of)
