"""Every text of the demonstration goes out and comes back as it was, and is found to be without mistakes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh_all
from cms.base.translation.editor.checks import Problem, problems
from cms.base.translation.editor.tokens import from_tokens, to_tokens
from cms.base.translation.files import reading
from cms.base.translation.files.exporting import FORMATS, file_item
from cms.base.translation.files.importing import import_texts
from cms.base.translation.files.item import FileItem
from cms.base.translation.texts.text import Text

MOST_ALARMS = 0.02


def everything() -> list[FileItem]:
    refresh_all()
    return [file_item(item) for item in TranslationItem.objects.select_related("locale").exclude(kind="vocabulary")]


@pytest.mark.once
@pytest.mark.sample(0)
def test_every_text_of_the_demonstration(demo: None) -> None:
    items = everything()
    assert {item.language for item in items} == {locale.language_code for locale in Locale.objects.all()}
    assert len([item for item in items if item.id.startswith("page:") and item.url.startswith("http")]) > 100
    for item in items:
        for file_format in FORMATS.values():
            read = reading.read(file_format.write(item))
            assert (read.id, read.language, read.exported) == (item.id, item.language, item.exported)
            assert {(each.path, each.source): (each.translation, each.is_fuzzy) for each in read.entries} == {
                text.key: expected(text) for text in item.texts
            }
            outcome = import_texts(item.texts, read, item.language, item.title)
            assert (outcome.words, outcome.unchanged, outcome.problems) == ({}, len(item.texts), [])
    texts = [(text, item.language) for item in items for text in item.texts]
    for text, _language in texts:
        if text.is_rich:
            assert from_tokens(to_tokens(text.source)[0], text.source) == text.source
            assert from_tokens(to_tokens(text.translation, text.source)[0], text.source) == text.translation or (
                not text.translation
            )
    found = [(text, alarm) for text, language in texts if text.translation for alarm in alarms(text, language)]
    assert len(found) < MOST_ALARMS * len(texts), found
    assert not [alarm for _, alarm in found if alarm.is_serious]


def expected(text: Text) -> tuple[str, bool]:
    if text.state == "changed" and text.previous:
        return text.previous.translation, True
    return text.translation, False


def alarms(text: Text, language: str) -> list[Problem]:
    return problems(text, text.translation, language)


@pytest.mark.once
def test_every_kind_can_be_exported(demo: None) -> None:
    refresh_all()
    assert set(TranslationItem.objects.values_list("kind", flat=True)) <= set(KINDS)


@pytest.mark.once
@pytest.mark.sample(1)
@pytest.mark.parametrize("language", ["en", "nl", "it", "lt", "es"])
def test_every_page_through_the_views(demo: None, signed_in: Any, language: str) -> None:
    """Out as XLIFF in a ZIP, and back: nothing is changed, asked or refused."""
    refresh_all()
    client = signed_in("coordinator")
    chosen = {"language": language, "kind": "page", "file-format": "xliff"}
    response = client.get(reverse("download_translations"), chosen)
    items = TranslationItem.objects.filter(kind="page", locale__language_code=language)
    assert (response.status_code, items.exists()) == (200, True)
    data = SimpleUploadedFile("all.zip", b"".join(response.streaming_content))
    told = client.post(reverse("upload_translations"), {"file": data}).context
    assert {result.item.pk for result in told["results"]} == set(items.values_list("pk", flat=True))
    unchanged = sum(item.texts for item in items)
    assert told["totals"] == {"changed": 0, "conflicts": 0, "refused": 0, "unchanged": unchanged}
