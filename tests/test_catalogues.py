"""The catalogues in `locale/` have every string of the code and the templates, translated with its placeholders."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from babel.dates import get_month_names
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCES = ["cms", "home", "practices", "search", "templates", "tools", "manage.py"]
LANGUAGES = [code for code in settings.LANGUAGE_CODES if code != "en"]
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}")
pytestmark = pytest.mark.once


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES/django.po"))


def ids(entries: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What `make messages` finds in a copy of the project without catalogues."""
    copy = tmp_path_factory.mktemp("project")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    environment = {**os.environ, "PYTHON": sys.executable, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    done = subprocess.run(["tools/messages", "nl"], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return catalogue("nl", copy)


def test_collecting_finds_every_app(collected: polib.POFile):
    places = {place.split("/")[0] for entry in collected for place, _line in entry.occurrences}
    assert places == {"cms", "home", "practices", "search", "templates"}


def test_collecting_finds_every_string_of_the_code(collected: polib.POFile):
    """Not those within an f-string."""
    found = {entry.msgid for entry in collected}
    files = [path for name in SOURCES for path in (ROOT / name).rglob("*.py")]
    calls = [call for path in files for call in ast.walk(ast.parse(path.read_text())) if isinstance(call, ast.Call)]
    marked = [call.args[0] for call in calls if getattr(call.func, "id", "") in MARKS and call.args]
    assert not {text.value for text in marked if isinstance(text, ast.Constant)} - found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_not_stale(language: str, collected: polib.POFile):
    stored, wanted = ids(catalogue(language)), ids(collected)
    assert not wanted - stored, "run `make messages` and translate what is new"
    assert not stored - wanted, "run `make messages`: nothing says these any more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str):
    found = catalogue(language)
    assert not found.metadata_is_fuzzy, "take the word fuzzy from the header: such a catalogue is not compiled"
    entries = [entry for entry in found if not entry.obsolete]
    assert not [entry.msgid for entry in entries if entry.fuzzy], "fuzzy entries are guesses: check them"
    assert not [entry.msgid for entry in entries if not _is_translated(entry)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str):
    for entry in catalogue(language):
        if not entry.msgid_plural:
            assert _placeholders(entry.msgstr) == _placeholders(entry.msgid), entry.msgid
            continue
        for form, text in entry.msgstr_plural.items():
            allowed = [_placeholders(entry.msgid_plural)]
            if form == 0 and language != "lt":  # in Lithuanian the first form also counts 21, 31, …
                allowed.append(_placeholders(entry.msgid))
            assert _placeholders(text) in allowed, f"{entry.msgid_plural} ({form})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_accepts_the_catalogue(language: str):
    path = ROOT / "locale" / language / "LC_MESSAGES/django.po"
    done = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# What each language never says here, and what it says instead: one word for one thing, one way to address the reader.
NEVER = {
    "lt": {
        r"skelb": "„publikuoti“: Skelbti is Wagtail's tab Promote",
        r"\b(tu|tavo|tave|tau)\b": "jūs",
        r"\bniekas (nebus |nebuvo )?\w+(ama|oma|ta)\b": "nieko",
        r"\bmoder(av|uo)": "peržiūr…, as on our buttons",
        **(LITHUANIAN := {r"\bbyl(a|os|oje|ai|ą|as|ų)\b": "failas", r"paveikslėl": "paveikslas"}),
    },
    "nl": {r"\btot en met\b": "t/m", r"\b(je|jij|jou|jouw)\b": "u"},
    "it": {
        r"\b(tu|tuo|tua|tuoi|tue|puoi|vuoi|devi|hai|salvi|inserisci)\b": "voi; only buttons say “Invia”, “Cerca”",
        r"\bmoderazion": "revisione",
        r"[.:;] (usa|apri|scegli|controlla|riprova|attendi|verifica|scrivi|aggiungi|premi)\b": "voi",
    },
    "es": {r"\bmoderaci[óo]n": "revisión", r"\b(tú|tus|tuyo|puedes|tienes|quieres|debes)\b": "usted"},
}
LINK_TEXT = {"lt": "nuorodos tekstas", "nl": "linktekst", "it": "testo del link", "es": "texto del enlace"}


@pytest.mark.parametrize(
    ("language", "folder"),
    [*((code, "locale") for code in NEVER), *((code, "cms/locale_upstream") for code in NEVER if code != "es")],
)
def test_each_language_says_a_thing_in_one_way(language: str, folder: str):
    """Wagtail's own Spanish says tú, and what we add to it as well."""
    found = [
        f"{text} ({instead})"
        for text in texts_of(language, folder)
        for pattern, instead in NEVER[language].items()
        if re.search(pattern, re.sub(r"<[^>]*>", "", text), re.IGNORECASE)
    ]
    assert found == []


def test_what_wagtail_calls_otherwise_in_lithuanian_is_replaced():
    """It calls files and pictures by two words each. People should meet one."""
    ours = {entry.msgid for name in ("django", "djangojs") for entry in upstream("lt", name) if entry.msgstr}
    theirs = (
        entry
        for package in (wagtail, wagtail_localize)
        for path in Path(package.__file__).parent.glob("**/locale/lt/LC_MESSAGES/*.po")
        for entry in polib.pofile(str(path)).translated_entries()
    )
    pattern = re.compile("|".join(LITHUANIAN), re.IGNORECASE)
    assert [entry.msgid for entry in theirs if pattern.search(entry.msgstr) and entry.msgid not in ours] == []


def test_what_is_saved_has_one_word_in_lithuanian():
    """Wagtail's: išsaugoti. What people write or type is „įrašyti“."""
    saved = re.compile(r"\b(un)?sav(e|es|ed|ing)\b", re.IGNORECASE)
    entries = [*polib.pofile(str(ROOT / "locale/lt/LC_MESSAGES/django.po")), *upstream("lt", "django")]
    found = [
        text
        for entry in entries
        if saved.search(entry.msgid)
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if re.search("įraš[yoėi]", text, re.IGNORECASE)
    ]
    assert found == []


def upstream(language: str, name: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "cms/locale_upstream" / language / f"LC_MESSAGES/{name}.po"))


@pytest.mark.parametrize("folder", ["locale", "cms/locale_upstream"])
@pytest.mark.parametrize("language", NEVER)
def test_months_begin_with_a_small_letter(language: str, folder: str):
    names = {name.capitalize() for name in get_month_names("wide", "stand-alone", locale=language).values()}
    names |= {name.capitalize() for name in get_month_names("wide", locale=language).values()}
    month = re.compile(rf"\b({'|'.join(names)})\b")
    assert [text for text in texts_of(language, folder) if month.search(text)] == []


@pytest.mark.parametrize("language", NEVER)
def test_the_text_of_a_link_has_one_name(language: str):
    assert catalogue(language).find("link text").msgstr == LINK_TEXT[language]


def texts_of(language: str, folder: str) -> list[str]:
    found = polib.pofile(str(ROOT / folder / language / "LC_MESSAGES/django.po"))
    return [text for entry in found if not entry.obsolete for text in (entry.msgstr, *entry.msgstr_plural.values())]


def _is_translated(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
