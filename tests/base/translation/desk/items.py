"""Rows of the desk for tests, without the actual pages."""

from typing import Any

from django.test import Client
from wagtail.models import Locale

from cms.base.models import TranslationItem
from cms.base.translation.desk.state import State


def make_item(title: str, language: str = "nl", **values: Any) -> TranslationItem:
    """An item for a page that nobody has begun; the page itself does not exist."""
    number = TranslationItem.objects.count() + 1
    defaults = {
        "kind": "page",
        "object_key": f"00000000-0000-0000-0000-{number:012}",
        "about": "home.newspage",
        "source_language": "en",
        "state": State.NEW,
        "texts": 4,
        "missing": 4,
        "words": 10,
        "words_left": 10,
        "is_begun": False,
    }
    locale = Locale.objects.get(language_code=language)
    return TranslationItem.objects.create(title=title, locale=locale, **{**defaults, **values})


def shown(client: Client, **query: Any) -> list[str]:
    """The titles on the first page of the desk."""
    response = client.get("/admin/translations/", query)
    assert response.status_code == 200
    return [item.title for item in response.context["object_list"]]
