"""Files at the desk: downloaded, translated elsewhere, uploaded, with a report on each text."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.base.models import TextVersion, TranslationItem
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.refresh import refresh_all
from cms.base.translation.files.item import MAX_SIZE
from home.models import NewsPage
from tests.base.translation.desk.items import make_item
from tests.base.translation.editor.work import Form, editor_url
from tests.base.translation.work import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
WORDS = {
    "Meeting in Rome": "Bijeenkomst in Rome",
    "Partners met.": "Partners kwamen bijeen.",
    "Agenda": "Programma",
    "We met in Rome.": "We kwamen bijeen in Rome.",
}


def item_of(page: NewsPage, language: str = "nl") -> TranslationItem:
    return TranslationItem.objects.get(object_key=str(page.translation_key), locale__language_code=language)


def stored(page: NewsPage, language: str = "nl") -> dict[str, str]:
    item = item_of(page, language)
    return {text.source: text.translation for text in KINDS["page"].texts(item.object_key, item.locale)}


def content(response: Any) -> bytes:
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def download(client: Client, page: NewsPage, language: str = "nl", file_format: str = "po") -> bytes:
    return content(client.get(editor_url(page, language, "download_translation", file_format)))


def translated(data: bytes, words: dict[str, str]) -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=0)
    for entry in file:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return str(file).encode()


def upload(client: Client, url: str, data: bytes | None, name: str = "a.po", **more: str) -> HttpResponse:
    files = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return client.post(url, {**files, **more})


def packed(files: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return data.getvalue()


def settle(client: Client, response: HttpResponse, answer: str) -> HttpResponse:
    """Sends the form about conflicts as a browser does, with `answer` for each."""
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.select_one("form[action$='/conflicts/']")
    assert form
    data = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    data |= {field["name"]: answer for field in form.select("input[type=radio]")}
    return client.post(form["action"], data)


def test_a_file_goes_out_and_comes_back(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-nl")
    editor = client.get(editor_url(news)).text
    for name in ("po", "xliff"):
        assert editor_url(news, "nl", "download_translation", name) in editor
    response = client.get(editor_url(news, "nl", "download_translation", "po"))
    assert response["Content-Disposition"] == 'attachment; filename="Meeting_in_Rome-nl.po"'
    data = translated(content(response), WORDS)
    url = editor_url(news, "nl", "upload_translation")
    tried = upload(client, url, data, **{"dry-run": "1"})
    assert "nothing is saved yet" in tried.text
    assert "4 texts would be saved" in tried.text
    assert not any(stored(news).values())
    done = upload(client, url, data)
    assert (done.status_code, "Everything was imported" in done.text) == (200, True)
    assert "Bijeenkomst in Rome" in done.text
    assert stored(news) == WORDS
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert not dutch.live
    assert TextVersion.objects.filter(user__username="translator-nl", text="Programma").exists()
    again = upload(client, url, data)
    assert (again.context["totals"]["changed"], again.context["totals"]["unchanged"]) == (0, 4)


def test_an_xliff_file_comes_back(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-nl")
    data = download(client, news, "nl", "xliff")
    assert b"<source" in data
    said = data.replace(b">Agenda</source>", b">Agenda</source><target>Programma</target>")
    response = upload(client, reverse("upload_translations"), said, "a.xlf")
    assert stored(news)["Agenda"] == "Programma", response.text
    assert response.context["results"][0].left == 3


def test_half_a_file_is_never_a_success(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-nl")
    file = polib.pofile(translated(download(client, news), {**WORDS, "Agenda": " "}).decode(), wrapwidth=0)
    del file[0]
    file[0].flags.append("fuzzy")
    response = upload(client, reverse("upload_translations"), str(file).encode())
    assert response.status_code == 422
    assert "Not everything was imported" in response.text
    assert "only spaces" in response.text
    assert "1 text that was exported to it is missing" in response.text
    assert stored(news) == dict.fromkeys(WORDS, "") | {"We met in Rome.": WORDS["We met in Rome."]}


@pytest.mark.parametrize(("answer", "kept"), [("theirs", "Ons programma"), ("mine", "Programma")])
def test_who_was_quicker_is_asked_about(signed_in: SignIn, news: NewsPage, answer: str, kept: str) -> None:
    client = signed_in("translator-nl")
    data = download(client, news)
    upload(signed_in("coordinator"), reverse("upload_translations"), translated(data, {"Agenda": "Ons programma"}))
    response = upload(client, reverse("upload_translations"), translated(data, WORDS))
    assert response.status_code == 422
    assert stored(news) == {**WORDS, "Agenda": "Ons programma"}
    assert "Ons programma" in response.text
    settled = settle(client, response, answer)
    assert settled.status_code == 200
    assert stored(news)["Agenda"] == kept
    late = settle(client, response, "mine")
    assert late.status_code == (422 if answer == "mine" and kept != "Programma" else 200)


def test_what_changes_again_is_asked_again(signed_in: SignIn, news: NewsPage) -> None:
    client, url = signed_in("translator-nl"), reverse("upload_translations")
    data = download(client, news)
    upload(signed_in("coordinator"), url, translated(data, {"Agenda": "Een"}))
    response = upload(client, url, translated(data, {"Agenda": "Twee"}))
    upload(signed_in("coordinator"), url, translated(download(client, news), {"Agenda": "Drie"}))
    asked = settle(client, response, "mine")
    assert asked.status_code == 422
    assert stored(news)["Agenda"] == "Drie"
    assert settle(client, asked, "mine").status_code == 200
    assert stored(news)["Agenda"] == "Twee"


def test_the_same_file_grows(signed_in: SignIn, news: NewsPage) -> None:
    client, url = signed_in("translator-nl"), reverse("upload_translations")
    data = download(client, news)
    upload(client, url, translated(data, {"Agenda": "Een"}))
    response = upload(client, url, translated(data, {"Agenda": "Programma", "Partners met.": "Partners kwamen"}))
    assert (response.status_code, stored(news)["Agenda"]) == (200, "Programma"), "nobody else has saved it"
    assert "The original ends with" in response.text
    fresh_file = translated(download(client, news), {"Partners met.": "Partners ontmoetten elkaar."})
    Form(client, f"{editor_url(news)}?show=all").write(Text__Heading="Op de site", Summary="Ook hier.").send()
    asked = upload(client, url, fresh_file)
    assert (asked.status_code, stored(news)["Agenda"]) == (422, "Op de site"), "the file says nothing new of it"
    (conflict,) = asked.context["results"][0].conflicts
    assert (conflict.words, stored(news)["Partners met."]) == ("Partners ontmoetten elkaar.", "Ook hier.")
    refused = upload(client, url, translated(data, {"Agenda": " "}).replace(b"X-Texts: 4", b"X-Texts: 5"))
    assert "Nothing was imported" in refused.text
    nowhere = data.replace(str(news.translation_key).encode(), b"9" * 30).replace(b"page:", b"term:")
    assert "not, or no longer, on this website" in upload(client, url, nowhere).text


def test_nobody_settles_what_is_not_theirs(signed_in: SignIn, news: NewsPage) -> None:
    item = item_of(news, "it")
    response = signed_in("translator-nl").post(reverse("settle_conflicts"), {"item": item.pk})
    assert response.status_code in (302, 403)


def test_many_go_out_in_one_file_and_come_back(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-nl")
    desk = client.get(reverse("translation_desk"), {"q": "Meeting", "state": "new"})
    soup = BeautifulSoup(desk.content, "html.parser")
    link = soup.select_one(".desk-download a")
    assert link
    assert "Download 1 as a file" in link.text
    page = client.get(link["href"])
    assert "A ZIP file with 1 file" in page.text
    data = content(client.get(f"{link['href']}&file-format=po"))
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["Meeting_in_Rome-nl.po"]
        file = translated(archive.read("Meeting_in_Rome-nl.po"), WORDS)
    mixed = packed({"a.po": file, "b.txt": b"Hello", "it.po": file.replace(b"Language: nl", b"Language: it")})
    response = upload(client, reverse("upload_translations"), mixed, "all.zip")
    assert response.status_code == 422
    assert [bool(each.item) for each in response.context["results"]] == [True, False, False]
    assert "You may not translate “Meeting in Rome” into this language: Italiano." in response.text
    assert stored(news) == WORDS
    assert not any(stored(news, "it").values())


def test_ticked_rows_go_out(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("coordinator")
    rows = [item_of(news, "nl"), item_of(news, "it")]
    action = reverse("wagtail_bulk_action", args=["base", "translationitem", "download"])
    response = client.get(action, {"id": [row.pk for row in rows]})
    assert response.status_code == 302
    data = content(client.get(f"{response['Location']}&file-format=xliff"))
    with ZipFile(BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == ["Meeting_in_Rome-it.xlf", "Meeting_in_Rome-nl.xlf"]
    theirs = signed_in("translator-nl").get(f"{response['Location']}&file-format=xliff")
    with ZipFile(BytesIO(content(theirs))) as archive:
        assert archive.namelist() == ["Meeting_in_Rome-nl.xlf"], "not the language of others"


def test_more_than_one_download_has(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.base.translation.files.download_views.MAX_ITEMS", 1)
    for title in ("One", "Two"):
        make_item(title)
    response = signed_in("translator-nl").get(reverse("download_translations"), {"file-format": "po"})
    assert response.status_code == 422
    assert "Narrow the list" in response.text


@pytest.mark.parametrize(
    ("data", "status", "told"),
    [
        (None, 422, "Choose a file."),
        (b"", 422, "The file is empty."),
        (b"#" * (MAX_SIZE + 1), 413, "more than the 5.0\xa0MB that are allowed"),
        (b"<html>\n</html>", 422, ""),
        (b"\n" * 200_000 + b'msgid "a"', 422, "more than 100000 lines: split it"),
        (packed({"bomb.po": b"\0" * 4_000_000}), 422, "unpacks to far more than texts would"),
        (packed({f"{number}.po": b"" for number in range(301)}), 422, "has 301 files, more than the 300"),
        (packed({"a.po": b"a"})[:-30], 422, "damaged or not complete"),
        ('msgid "é"'.encode("utf-16"), 422, "UTF-16"),
    ],
)
def test_what_cannot_be_read(signed_in: SignIn, data: bytes | None, status: int, told: str) -> None:
    response = upload(signed_in("translator-nl"), reverse("upload_translations"), data)
    assert response.status_code == status
    assert told in response.text
    assert "Everything was imported" not in response.text


def test_a_file_of_another_page(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-nl")
    refresh_all()
    other = TranslationItem.objects.filter(kind="page", locale__language_code="nl").exclude(pk=item_of(news).pk)[0]
    url = reverse("upload_translation", args=["page", other.object_key, "nl"])
    response = upload(client, url, translated(download(client, news), WORDS))
    assert response.status_code == 422
    assert "The file is for another page." in response.text
    assert not any(stored(news).values())


def test_a_file_of_the_other_editor(signed_in: SignIn, news: NewsPage) -> None:
    """wagtail-localize's own, whose texts are HTML and which knows no language."""
    client = signed_in("translator-nl")
    upload(client, reverse("upload_translations"), translated(download(client, news), {"Agenda": "Programma"}))
    translation = Translation.objects.get(source__object_id=news.translation_key)
    file = translated(str(translation.export_po()).encode(), {"Partners met.": WORDS["Partners met."]})
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert upload(client, url, file).status_code == 200
    assert stored(news)["Partners met."] == WORDS["Partners met."]
    slug = translated(file, {"meeting-in-rome": "bijeenkomst"})
    assert "The slug is not taken from a file" in upload(client, url, slug).text


def test_the_number_of_queries_does_not_grow_with_the_texts(signed_in: SignIn, news: NewsPage) -> None:
    client, url = signed_in("translator-nl"), reverse("upload_translations")
    data = download(client, news)

    def queries(words: dict[str, str]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            upload(client, url, translated(data, words), **{"dry-run": "1"})
        return len(made)

    queries({})
    assert queries(WORDS) == queries({"Agenda": "Programma"})
