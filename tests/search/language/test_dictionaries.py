"""A dictionary is a file that is built once; a missing one is reported, and never replaced by another analysis."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error, Info
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from search.language.checks import check_dictionaries, check_languages, describe_languages
from search.language.dictionaries import COMMAND, build, dictionary_file
from search.language.lemmas import is_known, lemmas

pytestmark = pytest.mark.once
SMALL = "ms"  # the smallest of all


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DICTIONARIES_DIR = str(tmp_path)
    settings.LANGUAGE_CODES = [SMALL, "ti"]
    return tmp_path


def test_a_missing_dictionary_is_an_error_that_names_the_command(folder: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=COMMAND):
        is_known("buku", SMALL)
    (error,) = check_dictionaries(None)
    assert isinstance(error, Error)
    assert COMMAND in str(error.hint)
    call_command("build_dictionaries")
    assert is_known("buku", SMALL)  # without a restart
    assert check_dictionaries(None) == []


def test_it_is_built_once_for_each_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / f"{SMALL}-0.9-1-cafe.marisa").touch()
    call_command("build_dictionaries")
    assert os.listdir(folder) == [dictionary_file(SMALL).name]
    before = dictionary_file(SMALL).stat()
    assert "Building" in capsys.readouterr().out
    call_command("build_dictionaries")
    assert capsys.readouterr().out == ""
    assert dictionary_file(SMALL).stat() == before


def test_an_interrupted_build_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(SMALL)
    assert os.listdir(folder) == []


def test_every_form_has_the_lemma_that_the_library_gives(folder: Path) -> None:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    build(SMALL)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(SMALL).items():
        if len(form) > 1 and form.isascii() and form.isalpha() and lemma.isascii() and lemma.isalpha():
            assert lemma.lower() in lemmas(form, SMALL)


def test_the_check_says_what_a_language_lacks(settings: Any) -> None:
    settings.LANGUAGE_CODES = ["en", "nl", "ti"]
    (info,) = check_languages(None)
    assert isinstance(info, Info)
    assert "“ti”: no dictionary, no stemmer" in info.msg
    assert [message.msg for message in describe_languages(None)] == [
        "Search in “en”: a dictionary, Snowball's english stemmer, stopwords.",
        "Search in “nl”: a dictionary, Snowball's dutch stemmer, stopwords, compounds.",
    ]
