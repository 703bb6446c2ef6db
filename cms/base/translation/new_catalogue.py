"""The catalogue of the site's own words in a new language: with every message, none of them translated.

It is only written in a source checkout: on an installed site, the next release would overwrite it. Its header is marked
fuzzy, so that it is not compiled until somebody has translated it: until then, the interface is in the default language
(`cms.base.i18n.catalogues`).
"""

import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import polib
from babel.messages.plurals import get_plural
from django.conf import settings
from django.utils.translation import to_locale

from cms.base.i18n.catalogues import interface_language
from cms.base.i18n.language_codes import base_language, cldr_locale, language_tag
from cms.base.languages import language_name

DJANGOS = Path(django.__file__).parent / "conf/locale"


def is_source_checkout() -> bool:
    return (Path(settings.BASE_DIR) / ".git").exists()


def begin(code: str) -> Iterator[str]:
    path = catalogue_of(code)
    if is_source_checkout() and _has_own_words(code) and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _empty_catalogue(code).save(str(path))
        yield f"The catalogue {path.relative_to(settings.BASE_DIR)}, empty."


def left(code: str) -> Iterator[str]:
    """What is left to translate; empty if every message is translated."""
    path, name = catalogue_of(code), language_name(code)
    if not _has_own_words(code):
        return
    if not path.exists():
        if interface_language(code) != code:
            yield (
                f"The site's own words are not translated into {name}. In a checkout of the source code with "
                f"this CONTENT_LANGUAGES, run: manage.py add_language {code}"
            )
        return
    catalogue = polib.pofile(str(path))
    missing = sum(not entry.translated() for entry in catalogue if not entry.obsolete)
    shown = path.relative_to(settings.BASE_DIR) if path.is_relative_to(settings.BASE_DIR) else path
    if catalogue.metadata_is_fuzzy:
        yield (
            f"Translate the site's own words into {name} ({missing} texts in {shown}), delete the line “#, fuzzy” of "
            f"its header, and run: make messages && make upstream-messages ARGS={code} && make catalogues. Until then "
            f"they are in {language_name(interface_language(code))}."
        )
    elif missing:
        yield f"Translate {missing} texts in {shown}, and run: make catalogues"


def catalogue_of(code: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES/django.po"


def _has_own_words(code: str) -> bool:
    """False for English, in which the messages are written."""
    return base_language(code) != "en"


def plural_forms(code: str) -> str:
    """The plural forms of Django, whose messages ours are merged with; for languages unknown to Django, CLDR's."""
    try:
        shipped: Any = gettext.translation("django", str(DJANGOS), [to_locale(code)])
    except OSError:
        return get_plural(cldr_locale(code) or "en").plural_forms.rstrip(";") + ";"
    return shipped.info()["plural-forms"]


def _empty_catalogue(code: str) -> polib.POFile:
    """A catalogue with the messages of another one, which the tests keep complete."""
    folder = Path(settings.LOCALE_PATHS[0])
    messages = polib.pofile(str(min(folder.glob("*/LC_MESSAGES/django.po"))))
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = f"{language_name(code)} ({language_tag(code)})."
    forms = plural_forms(code)
    catalogue.metadata = {
        "Project-Id-Version": messages.metadata.get("Project-Id-Version", ""),
        "Language": to_locale(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": forms,
    }
    catalogue.metadata_is_fuzzy = True
    number = int(forms.split("nplurals=")[1].split(";")[0])
    for entry in messages:
        if not entry.obsolete:
            catalogue.append(_untranslated(entry, number))
    return catalogue


def _untranslated(entry: polib.POEntry, number_of_plurals: int) -> polib.POEntry:
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=dict.fromkeys(range(number_of_plurals), "") if entry.msgid_plural else {},
        comment=entry.comment,
        occurrences=entry.occurrences,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )
