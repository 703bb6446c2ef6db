"""The demonstration shows what a practice can have: a picture, a file, a contact."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Locale

from cms.base.models import SiteImage
from cms.base.translation.seeding import seed_key
from home.body import special_block
from home.demo import load as demo
from home.demo.extras import with_extras
from home.demo.meetings import load_meeting
from home.models import MeetingIndexPage, MeetingPage
from practices.demo.load import load_practice, practice_records
from practices.demo.pictures.gallery import CREDIT, SCENES, picture
from practices.models import PracticePage

pytestmark = pytest.mark.once

NEWS = [json.loads(path.read_text()) for path in (Path(demo.__file__).parent / "news").glob("*.json")]
ILLUSTRATED = [record for record in practice_records() + NEWS if "picture" in record]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_practice_is_loaded_with_its_picture_file_and_contact_once(
    client: Client, locales: dict[str, Locale]
) -> None:
    (record,) = (each for each in practice_records() if each["id"] == "lt-kpmpc-language-learning")
    assert [load_practice(record, locales, print) for _ in range(2)] == [True, False]
    assert (SiteImage.objects.count(), Document.objects.count()) == (1, 1)
    url = PracticePage.objects.get(locale__language_code="nl").url
    page = BeautifulSoup(client.get(url).content, "html.parser")
    figure, take_away = page.select_one(".article__image"), page.select_one(".take-away")
    assert figure.img["alt"] == record["words"]["nl"]["image_alt"]
    assert figure.figcaption.get_text() == CREDIT
    (file,) = record["facts"]["files"]
    assert file["label"]["nl"] in take_away.get_text()
    labels = {link["href"]: link.get_text() for link in take_away.select("a")}
    assert [labels[link["url"]] for link in record["facts"]["links"]] == ["Cedefop", "KPMPC"]
    assert take_away.select_one("a[href^=mailto]")["href"] == f"mailto:{record['facts']['contact_email']}"
    (document,) = Document.objects.all()
    assert document.file.read().startswith(b"%PDF")


def test_a_picture_that_is_there_is_not_drawn_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = picture("kaunas")
    monkeypatch.setitem(SCENES, "kaunas", lambda: pytest.fail("It was drawn again"))
    assert picture("kaunas") == first
    assert (first.width, first.height) == (1200, 800)


def test_pictures_are_described_in_each_language_of_the_page() -> None:
    assert ILLUSTRATED
    for record in ILLUSTRATED:
        assert record["picture"] in SCENES
        alternatives = [words.get("image_alt", "") for words in record["words"].values()]
        assert all(alternatives), record["id"]
        assert len(set(alternatives)) == len(alternatives), record["id"]


def test_news_have_files_and_videos_elsewhere(db: None) -> None:
    (record,) = (each for each in NEWS if "files" in each)
    for code, texts in with_extras(record["words"], record, UUID(int=1)).items():
        files = texts["body"][-1]
        assert (files["type"], files["value"][0]["value"]["label"]) == ("files", record["files"][0]["label"][code])
    (page,) = (each for each in NEWS if each["id"] == "this-website")
    for texts in page["words"].values():
        card = special_block(BeautifulSoup(texts["body"], "html.parser").select_one(".link"))
        assert card["value"]["kind"] == "video"
        assert len(card["value"]["title"]) <= 120


def test_people_can_register_for_an_evening_that_lies_ahead(client: Client, locales: dict[str, Locale]) -> None:
    record = json.loads((Path(demo.__file__).parent / "meetings/open-evening.json").read_text())
    load_meeting(record, MeetingIndexPage.objects.get(locale__language_code="en"), locales)
    for page in MeetingPage.objects.filter(translation_key=seed_key("page", "meetings/open-evening")):
        assert page.consent_wording in client.get(f"{page.url}registration/").text
    assert page.original.first_day > timezone.localdate()
