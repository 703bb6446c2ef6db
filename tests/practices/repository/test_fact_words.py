"""Words inside facts: one text for each language on the original, read in the reader's, written by translators."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from practices.models import PracticeFile, PracticeLink, PracticePage
from practices.repository.fact_words.texts import write_fact_words
from search.models import SearchEntry
from tests.base.admin import edit, edit_url, fresh, messages
from tests.base.translation.editor.work import Form, editor_url
from tests.base.translation.work import Commit, SignIn, sent
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(page: PracticePage) -> BeautifulSoup:
    return BeautifulSoup(Client().get(page.url).content, "html.parser")


def fact(page: PracticePage, label: str) -> list[tuple[str, str | None]]:
    """The values below `label`, each with its `lang`."""
    [term] = [dt for dt in shown(page).select("dt") if dt.get_text(strip=True) == label]
    return [(dd.get_text(strip=True), dd.get("lang")) for dd in term.find_next_siblings("dd")]


def make_with_words(**values: object) -> PracticePage:
    return make_practice(
        title="With words",
        area={"en": "Lithuania", "nl": "Litouwen"},
        funding={"lt": "Valstybė\nSavivaldybė"},
        links=[PracticeLink(url="https://example.org/", label={"en": "Report", "nl": "Verslag"})],
        **values,
    )


def test_they_are_shown_in_the_readers_language_or_the_sites_first_that_has_them():
    page = make_with_words()
    dutch, italian = translate(page, "nl"), translate(page, "it")
    assert fact(dutch, "Gebied") == [("Litouwen", None)]
    assert fact(italian, "Area geografica") == [("Lithuania", "en")]
    assert fact(page, "Funding") == [("Valstybė", "lt"), ("Savivaldybė", "lt")]
    labels = [shown(each).select_one(".take-away a[href='https://example.org/']") for each in (dutch, italian)]
    assert [(label.get_text(), label.get("lang")) for label in labels] == [("Verslag", None), ("Report", "en")]


def test_a_file_without_a_label_has_the_title_of_its_document():
    document = Document.objects.create(title="Handboek", file=ContentFile(b"text", "handbook.txt"))
    page = make_practice(files=[PracticeFile(document=document), PracticeFile(document=document, label={"en": "Book"})])
    assert [link.get_text() for link in shown(page).select(".take-away a[href^='/documents/']")] == ["Handboek", "Book"]


def test_each_is_found_in_its_own_language():
    key = make_with_words().translation_key
    labels = SearchEntry.objects.get(key=key).labels
    assert {code for code, text in labels.items() if "Litouwen" in text} == {"nl"}
    assert {code for code, text in labels.items() if "Lithuania\n" in text + "\n"} >= {"en"}
    assert "Savivaldybė" in labels["lt"]


def test_the_form_of_the_original_has_an_input_for_each_language(signed_in: SignIn):
    page = make_with_words()
    response = edit(signed_in("coordinator"), page, "publish", area_en="Vilnius", area_nl="")
    assert response.status_code == 302, messages(response)
    assert fresh(page).area == {"en": "Vilnius"}
    assert fresh(page).links.get().label == {"en": "Report", "nl": "Verslag"}


def test_a_translator_writes_them_and_they_are_shown_at_once(
    signed_in: SignIn, english_admin: None, django_capture_on_commit_callbacks: Commit
) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        page = make_with_words()
    edit(signed_in("coordinator"), page, area_en="Draft area")  # a draft, which is published later
    form = Form(signed_in("translator-nl"), f"{editor_url(page)}?show=all")
    form.write(Area="Heel Litouwen", Funding="Staat\r\nGemeente", Link_text="").send(run=run)
    dutch = PracticePage.objects.get(translation_key=page.translation_key, locale__language_code="nl")
    dutch.get_latest_revision().publish()
    assert fact(dutch, "Gebied") == [("Heel Litouwen", None)]
    assert fresh(page).area == {"en": "Lithuania", "nl": "Heel Litouwen"}
    assert fresh(page).funding["nl"] == "Staat\nGemeente"
    assert fresh(page).links.get().label == {"en": "Report"}
    assert "Heel Litouwen" in SearchEntry.objects.get(key=page.translation_key).labels["nl"]
    fresh(page).get_latest_revision().publish()
    assert fresh(page).area == {"en": "Draft area", "nl": "Heel Litouwen"}
    assert fresh(page).links.get().label == {"en": "Report"}


def test_the_other_editor_tells_a_translator_what_is_open(
    signed_in: SignIn, english_admin: None, django_capture_on_commit_callbacks: Commit
) -> None:
    run = django_capture_on_commit_callbacks
    with run(execute=True):
        page = make_with_words()
    translator, dutch = signed_in("translator-nl"), sent(signed_in("admin"), page, "nl")

    def told() -> str:
        return messages(translator.get(edit_url(dutch)))

    assert "1 text in the facts, such as the area, has to be translated." in told()
    assert editor_url(page) in translator.get(edit_url(dutch)).text
    Form(translator, editor_url(page)).write(Funding="Staat").send(run=run)
    assert "in the facts" not in told()
    with run(execute=True):
        page = fresh(page)
        page.area = {**page.area, "en": "Lithuania and Latvia"}
        page.save_revision().publish()
    assert "1 text in the facts" in told(), "its original has changed"


def test_what_is_written_just_before_a_publication_is_published(django_user_model) -> None:
    page = make_with_words()
    revision = fresh(page).save_revision()
    write_fact_words(page, "it", {"area": "Lituania"}, django_user_model.objects.get(username="translator-it"))
    revision.publish()  # has been loaded before
    assert fresh(page).area["it"] == "Lituania"
