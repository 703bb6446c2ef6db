"""Lists in cms/locale_upstream/ what Wagtail, wagtail-localize and Django leave untranslated.

Run `make upstream-messages` after an upgrade and for a new language, and translate what it adds. Messages that they no
longer have are removed; our translation stays, and wins, even if they now have one.
"""

import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
from django.utils.module_loading import import_string
from django.utils.translation import to_locale

from cms.settings.base import INSTALLED_APPS, LANGUAGE_CODES

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "cms/locale_upstream"
# An app that we customise is listed with its configuration, whose name is that of the original.
APPS = [*(import_string(app).name if app.endswith("Config") else app for app in INSTALLED_APPS), "django.conf"]
DOMAINS = ["django", "djangojs"]
# Their verbose names cannot be inflected, so a translation may do without.
MAY_BE_LEFT_OUT = {"model_name", "snippet_type_name", "snippet_plural_name"}

Key = tuple[str | None, str]


def path_of(language: str, domain: str, root: Path = CATALOGUES) -> Path:
    return root / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


@cache
def upstream(domain: str) -> dict[Key, tuple[str, polib.POEntry]]:
    """Every message of the installed apps that make up the admin, with the first app that has it."""
    found: dict[Key, tuple[str, polib.POEntry]] = {}
    for app in _admin_apps():
        for key, entry in _entries(path_of("en", domain, _folder(app) / "locale")):
            found.setdefault(key, (app, entry))
    return found


@cache
def untranslated(language: str, domain: str) -> set[Key]:
    """The messages that no installed app translates. JavaScript only gets the translations of its own app."""
    own = {app: _translated(language, domain, _folder(app) / "locale") for app in APPS}
    anywhere = set().union(*own.values())
    missing: set[Key] = set()
    for app in _admin_apps():
        wanted = {key for key, _entry in _entries(path_of("en", domain, _folder(app) / "locale"))}
        missing |= wanted - (own[app] if domain == "djangojs" else anywhere)
    return missing


def update(language: str, domain: str, root: Path = CATALOGUES) -> tuple[int, int]:
    """Returns how many messages are not translated upstream, and how many of these we do not translate either."""
    path, messages, missing = path_of(language, domain, root), upstream(domain), untranslated(language, domain)
    if not missing and not path.exists():
        return 0, 0
    stored = {key: entry for key, entry in _entries(path) if key in messages}
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = _metadata(language, path)
    for key, (app, original) in messages.items():
        if key in stored or key in missing:
            catalogue.append(stored.get(key) or _empty(original, app, catalogue.metadata["Plural-Forms"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    empty = [key for key, entry in _entries(path) if not entry.translated()]
    return len(missing), len(empty)


def _metadata(language: str, path: Path) -> dict[str, str]:
    """The plural forms must be Wagtail's: messages with others would be put into a separate catalogue."""
    shipped = _folder("wagtail.admin") / "locale" / to_locale(language) / "LC_MESSAGES/django.po"
    forms = polib.pofile(str(path if path.exists() else shipped)).metadata["Plural-Forms"]
    return {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": forms,
    }


def _empty(original: polib.POEntry, app: str, plural_forms: str) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=original.msgctxt, msgid=original.msgid, msgid_plural=original.msgid_plural)
    entry.occurrences = [(app.replace(".", "/"), "")]
    if entry.msgid_plural:
        number = int(plural_forms.split("nplurals=")[1].split(";")[0])
        entry.msgstr_plural = dict.fromkeys(range(number), "")
    return entry


def _entries(path: Path) -> Iterator[tuple[Key, polib.POEntry]]:
    if path.exists():
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield (entry.msgctxt, entry.msgid), entry


def _translated(language: str, domain: str, folder: Path) -> set[Key]:
    """The contents of the compiled catalogue, because that is what is used."""
    path = path_of(language, domain, folder).with_suffix(".mo")
    if not path.exists():
        return set()
    return {(entry.msgctxt, entry.msgid) for entry in polib.mofile(str(path))}


def _admin_apps() -> list[str]:
    named = ("django.conf", "django.contrib.auth")
    return [app for app in APPS if app in named or app.split(".")[0] in ("wagtail", "wagtail_localize")]


def _folder(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(module)
    return Path(spec.origin).parent


def main(languages: list[str]) -> None:
    for language in languages or [code for code in LANGUAGE_CODES if code != "en"]:
        for domain in DOMAINS:
            missing, empty = update(language, domain)
            print(f"{language} {domain}: {missing} messages not translated upstream, {empty} of them not here either")


if __name__ == "__main__":
    main(sys.argv[1:])
