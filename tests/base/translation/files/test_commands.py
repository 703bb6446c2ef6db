"""One command exports the texts, another imports them and reports what it rejected."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polib
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh, refresh_all
from cms.base.translation.files import archive
from cms.base.translation.files.exporting import export
from cms.base.translation.files.receiving import receive
from tests.base.translation.work import SignIn, make_news, sent, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def exported(path: Path, *options: str) -> dict[str, bytes]:
    """The files by the page that they translate."""
    call_command("export_translations", "--language=nl", *options, path, stdout=StringIO())
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def imported(path: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    try:
        call_command("import_translations", path, "--json", *options, stdout=out)
        status = 0
    except CommandError as error:
        status = error.returncode
    return {**json.loads(out.getvalue()), "status": status}


def counts(outcome: dict[str, Any]) -> list[int]:
    return [outcome[name] for name in ("changed", "unchanged", "conflicts", "refused", "status")]


def dutch_texts(page: Page) -> dict[str, str]:
    rows = StringTranslation.objects.filter(context__object_id=page.translation_key, locale__language_code="nl")
    return {row.translation_of.data: row.data for row in rows.select_related("translation_of")}


@pytest.mark.parametrize("file_format", ["po", "xliff"])
def test_a_page_goes_out_and_comes_back(file_format: str, tmp_path: Path) -> None:
    page = make_news()
    name = f"Meeting_in_Rome-nl.{'po' if file_format == 'po' else 'xlf'}"
    content = exported(tmp_path / "all.zip", f"--format={file_format}", "--state=new")[name].decode()
    if file_format == "po":
        content = content.replace('msgid "Meeting in Rome"\nmsgstr ""', 'msgid "Meeting in Rome"\nmsgstr "Bijeenkomst"')
    else:
        open_target = 'Meeting in Rome</source>\n<target xml:lang="nl" state="needs-translation"'
        content = content.replace(f"{open_target}/>", f"{open_target}>Bijeenkomst</target>")
    (tmp_path / "one").write_text(content)
    assert counts(imported(tmp_path / "one", "--dry-run")) == [1, 3, 0, 0, 0]
    assert dutch_texts(page) == {}
    assert counts(imported(tmp_path / "one")) == [1, 3, 0, 0, 0]
    assert dutch_texts(page) == {"Meeting in Rome": "Bijeenkomst"}
    assert counts(imported(tmp_path / "one")) == [0, 4, 0, 0, 0]


def test_by_state(signed_in: SignIn, tmp_path: Path) -> None:
    page = make_news()
    dutch = sent(signed_in("admin"), page, "nl")
    name = "Meeting_in_Rome-nl.po"
    assert name in exported(tmp_path / "new.zip", "--state=new")
    assert name not in exported(tmp_path / "stale.zip", "--state=stale")
    write(signed_in("admin"), dutch, "summary", "Partners kwamen bijeen.")
    page.summary = "Partners met again."
    page.save_revision().publish()
    stale = exported(tmp_path / "stale.zip", "--state=stale")
    (entry,) = [each for each in polib.pofile(stale[name].decode()) if each.fuzzy]
    assert (entry.msgid, entry.previous_msgid) == ("Partners met again.", "Partners met.")
    assert entry.msgstr == "Partners kwamen bijeen."
    assert len(exported(tmp_path / "all.zip")) > len(stale)


def test_what_is_not_taken_is_told(signed_in: SignIn, tmp_path: Path) -> None:
    page = make_news()
    dutch = sent(signed_in("admin"), page, "nl")
    file = polib.pofile(exported(tmp_path / "all.zip")["Meeting_in_Rome-nl.po"].decode(), wrapwidth=0)
    for entry in file:
        entry.msgstr = "<script>alert(1)</script>" if entry.msgid == "Agenda" else "Vertaald."
    write(signed_in("admin"), dutch, "title", "Al vertaald")
    page.summary = "Partners met again."
    page.save_revision().publish()
    file.save(str(tmp_path / "one.po"))
    outcome = imported(tmp_path / "one.po")
    assert counts(outcome) == [1, 0, 1, 2, 1]
    assert {problem["item"] for problem in outcome["problems"]} == {"Meeting in Rome"}
    told = {problem["text"].split(": ")[-1]: problem["problem"] for problem in outcome["problems"]}
    assert "has saved another translation since the export" in told["Meeting in Rome"]
    assert "It now says: “Partners met again.”" in told["Partners met."]
    assert "contains a script" in told["Agenda"]
    assert dutch_texts(page) == {"Meeting in Rome": "Al vertaald", "We met in Rome.": "Vertaald."}


def test_every_file_of_a_zip_counts(tmp_path: Path) -> None:
    make_news()
    content = exported(tmp_path / "all.zip")["Meeting_in_Rome-nl.po"]
    changed = {
        "good.po": content,
        "language.po": content.replace(b"Language: nl", b"Language: uk"),
        "page.po": content.replace(b"X-Page: page:", b"X-Page: page:0"),
        "kind.po": content.replace(b"X-Page: page:", b"X-Page: what:"),
        "utf-16.po": content.decode().encode("utf-16"),
        "read me.txt": b"Hello",
    }
    (tmp_path / "mixed.zip").write_bytes(archive.write(changed.items()))
    outcome = imported(tmp_path / "mixed.zip")
    assert counts(outcome) == [0, 4, 0, 5, 1]
    told = {problem["item"]: problem["problem"] for problem in outcome["problems"]}
    assert told.keys() == changed.keys() - {"good.po"}
    assert told["language.po"] == "This website has no language “uk”."
    assert told["page.po"] == told["kind.po"] == "What the file translates is not, or no longer, on this website."
    (tmp_path / "half.zip").write_bytes((tmp_path / "mixed.zip").read_bytes()[:-100])
    assert imported(tmp_path / "half.zip")["problems"] == [
        {"item": "half.zip", "text": "", "problem": "The ZIP file is damaged or not complete."}
    ]


def test_the_file_of_wagtail_localize(signed_in: SignIn, tmp_path: Path) -> None:
    page = make_news()
    sent(signed_in("admin"), page, "nl")
    refresh_all()
    file = Translation.objects.get(source__object_id=page.translation_key).export_po()
    for entry in file:
        entry.msgstr = "Vertaald." if entry.msgid == "Partners met." else ""
    file.save(str(tmp_path / "one.po"))
    outcome = imported(tmp_path / "one.po")
    assert (outcome["changed"], outcome["problems"]) == (1, [])
    assert dutch_texts(page) == {"Partners met.": "Vertaald."}
    file.metadata["X-WagtailLocalize-TranslationID"] = "nonsense"
    file.save(str(tmp_path / "one.po"))
    assert counts(imported(tmp_path / "one.po")) == [0, 0, 0, 1, 1]


def test_a_file_is_for_those_who_may_and_for_its_page(django_user_model: Any) -> None:
    make_news()
    refresh_all()
    item, other = TranslationItem.objects.filter(kind="page", locale__language_code="nl").select_related("locale")[:2]
    _name, data = export(item, "po")
    users = {user.username: user for user in django_user_model.objects.all()}
    ((_item, outcome),) = receive("a.po", data, users["translator-it"])
    assert "You may not translate" in outcome.problems[0].problem
    assert receive("a.po", data, users["translator-nl"])[0][1].refused == 0
    assert receive("a.po", data, users["translator-nl"], expected=item)[0][1].refused == 0
    ((_item, outcome),) = receive("a.po", data, users["translator-nl"], expected=other)
    assert outcome.problems[0].problem == "The file is for another page."


def test_wrong_arguments(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"has no language “xx”\. It has: en"):
        call_command("export_translations", "--language=xx", tmp_path / "a.zip")
    with pytest.raises(CommandError, match="No such file"):
        call_command("export_translations", "--language=nl", tmp_path / "none" / "a.zip")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_translations", tmp_path / "none.po")


def test_for_people(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(b"")
    out = StringIO()
    with pytest.raises(CommandError, match=r"^1 refused\.$"):
        call_command("import_translations", tmp_path / "a.po", stdout=out)
    assert out.getvalue() == "a.po · The file is empty.\n0 changed, 0 unchanged, 0 conflicts, 1 refused.\n"


def test_queries_for_an_item_do_not_depend_on_its_texts() -> None:
    page = make_news()
    refresh("page", [str(page.translation_key)])
    item = TranslationItem.objects.select_related("locale").get(
        object_key=str(page.translation_key), locale__language_code="nl"
    )
    export(item, "po")
    with CaptureQueriesContext(
        connection,
    ) as few:
        export(item, "po")
    page.body = [*page.body.raw_data, *({"type": "paragraph", "value": f"<p>Text {n}.</p>"} for n in range(30))]
    page.save_revision().publish()
    with CaptureQueriesContext(connection) as many:
        _name, data = export(item, "po")
    assert data.count(b"msgctxt") > 30
    assert len(many) == len(few)
