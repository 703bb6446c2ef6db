"""What Wagtail, wagtail-localize and Django leave untranslated in our languages is translated here."""

import json
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.db.models import Field
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from wagtail.admin.forms.models import formfield_for_dbfield

from cms.base.models import User
from practices.repository.credits import PracticeCredit
from practices.vocabulary.concept import Concept
from tools.upstream_messages import CATALOGUES, DOMAINS, MAY_BE_LEFT_OUT, Key, path_of, untranslated, update, upstream
from tools.upstream_messages import _entries as entries_of
from tools.upstream_messages import _folder as folder_of

pytestmark = pytest.mark.once
LANGUAGES = [code for code in settings.LANGUAGE_CODES if code != "en"]
PLACEHOLDER = re.compile(r"(%(?:\((\w+)\))?[sdr]|\{(\w*)\})")
TAG = re.compile(r"</?[a-z]+[^>]*>")
# Their singular and their plural name different things.
OTHER_PLURAL = (
    "Deleting this page will also delete %(translation_count)s translation of this page.",
    "This page has one child page and its translations have a combined",
)
FILES = [(code, domain) for code in LANGUAGES for domain in DOMAINS if path_of(code, domain).exists()]


def stored(language: str, domain: str) -> dict[Key, polib.POEntry]:
    path = path_of(language, domain)
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}


def names(text: str) -> set[str]:
    return {named or braced or whole for whole, named, braced in PLACEHOLDER.findall(text)}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_admin_is_translated(language: str, domain: str):
    ours = {key for key, entry in stored(language, domain).items() if entry.translated() and not entry.fuzzy}
    assert sorted(msgid for _context, msgid in untranslated(language, domain) - ours) == [], (
        "run `make upstream-messages`, and translate what is new"
    )


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_nothing_is_translated_that_nobody_says(language: str, domain: str):
    assert stored(language, domain).keys() - upstream(domain).keys() == set(), "run `make upstream-messages`"


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_placeholders_and_tags_are_kept(language: str, domain: str):
    for entry in stored(language, domain).values():
        for form, text in entry.msgstr_plural.items() or [(0, entry.msgstr)]:
            original = entry.msgid_plural or entry.msgid
            allowed = [names(original)]
            if form == 0 and entry.msgid_plural and language != "lt":  # in Lithuanian the first form also counts 21, …
                allowed.append(names(entry.msgid))
            if entry.msgid.startswith(OTHER_PLURAL):
                allowed = [names(entry.msgid), names(original)]
            found = names(text)
            assert any(some - MAY_BE_LEFT_OUT <= found <= some for some in allowed), text
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(original)), text
            assert text[-1:].isspace() == original[-1:].isspace(), text


@pytest.mark.parametrize(("language", "domain"), FILES)
def test_the_catalogue_compiles(language: str, domain: str, tmp_path: Path):
    files = ["--input-file", str(path_of(language, domain)), "--output-file", str(tmp_path / "catalogue.mo")]
    command = [sys.executable, "-m", "babel.messages.frontend", "compile", *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "error" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_the_tool_lists_what_is_missing_and_removes_what_is_gone(tmp_path: Path):
    missing = len(untranslated("lt", "djangojs"))
    assert missing
    assert update("lt", "djangojs", tmp_path) == (missing, missing)
    path = path_of("lt", "djangojs", tmp_path)
    catalogue = polib.pofile(str(path))
    catalogue.append(polib.POEntry(msgid="Nobody says this", msgstr="Niekas to nesako"))
    catalogue[0].msgstr = "Išversta"
    catalogue.save(str(path))
    assert update("lt", "djangojs", tmp_path) == (missing, missing - 1)
    assert "Nobody" not in path.read_text()


def test_ours_are_used_in_python_and_templates():
    with override("lt"):
        assert gettext("Schedule to publish") == "Suplanuoti publikavimą"
        assert gettext("Earliest") == "Seniausias", "ours win over Wagtail's own"
        assert gettext("Add %(model_name)s") == "Pridėti: %(model_name)s", "a noun that nobody has inflected"
        assert ngettext("%(num)d minute", "%(num)d minutes", 22) == "%(num)d minutes"
        assert ngettext("%(num)d minute", "%(num)d minutes", 11) == "%(num)d minučių"


@pytest.mark.parametrize("field", [Concept._meta.get_field("broader"), PracticeCredit._meta.get_field("person")])
def test_choosers_of_snippets_are_in_the_language_of_the_user(field: Field):
    widget = formfield_for_dbfield(field).widget
    with override("lt"):
        assert (widget.choose_one_text, widget.link_to_chosen_text) == ("Pasirinkti", "Redaguoti")
    with override("nl"):
        assert widget.choose_another_text == "Kies een ander"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("wagtailadmin_javascript_catalog", "Pakeitimai automatiškai išsaugoti."),
        ("wagtail_localize:javascript_catalog", "Užrakinama"),
    ],
)
def test_ours_are_used_in_scripts(admin_client: Client, admin_user: User, url: str, text: str):
    admin_user.wagtail_userprofile.preferred_language = "lt"
    admin_user.wagtail_userprofile.save()
    answer = admin_client.get(reverse(url)).content.decode()
    assert json.dumps(text) in answer


# One word for a thing, where Wagtail has another one or several. What means something else on our pages gets a context.
RENAMED = {
    *("Approved", "Back", "Caption", "Close", "Comment", "Continue", "Created", "File", "Format", "History", "Newest"),
    *("Moved", "Next", "Pages", "Pagination", "Preview", "Previous", "Published", "Save", "Search", "Show", "Site"),
    *("Source", "Time", "Timeline", "Translate", "URL", "Undo", "items"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_ours_does_not_change_what_wagtail_says(language: str):
    """Our catalogue wins: “All” of a table's last row, which is “Total”, would stand in every filter of the admin."""
    theirs: dict[str, set[str]] = {}
    folders = [folder_of(app) / "locale" for app in {app for app, _entry in upstream("django").values()}]
    for folder in [*folders, CATALOGUES]:
        for (context, word), entry in entries_of(path_of(language, "django", folder)):
            if context is None and entry.translated():
                theirs.setdefault(word, set()).add(entry.msgstr.casefold())
    ours = polib.pofile(str(path_of(language, "django", Path(settings.LOCALE_PATHS[0]))))
    words = [entry for entry in ours if entry.msgctxt is None and re.fullmatch(r"\w+", entry.msgid)]
    changed = {
        word.msgid for word in words if word.msgstr.casefold() not in theirs.get(word.msgid, {word.msgstr.casefold()})
    }
    assert changed <= RENAMED, "give it a context, or list it"
