"""Steps in the editor, as its form takes them, and what comes of them."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.boxes import TEXT
from tests.base.admin import fresh
from tests.base.translation.work import Commit

ALL = {
    "Title": "Bijeenkomst in Rome",
    "Summary": "Partners kwamen bijeen.",
    "Text__Heading": "Programma",
    "Text__Text": "We kwamen bijeen in Rome.",
}


def editor_url(page: Page, language: str = "nl", name: str = "translate", *more: str) -> str:
    return reverse(name, args=["page", str(page.translation_key), language, *more])


class Form:
    """The form at `url`: each text by its label, with what the fields say."""

    def __init__(self, client: Client, url: str, response: HttpResponse | None = None) -> None:
        self.client, self.url = client, url
        response = response or client.get(url)
        assert "translate-form" in response.text, response.status_code
        self.soup = BeautifulSoup(response.content, "html.parser")
        self.data = {
            field["name"]: field.text.removeprefix("\n") if field.name == "textarea" else field["value"]
            for field in self.soup.select("#translate-form textarea[name], #translate-form input[type=hidden][name]")
        }

    def row(self, label: str) -> Tag:
        return next(row for row in self.soup.select("[data-row]") if row.h2.get_text() == label)

    @property
    def labels(self) -> list[str]:
        return [row.h2.get_text() for row in self.soup.select("[data-row]")]

    def id(self, label: str) -> str:
        return str(self.row(label)["data-row"])

    def box(self, label: str) -> str:
        return self.data[f"{TEXT}{self.id(label)}"]

    def write(self, **texts: str) -> "Form":
        """By label, with underscores for blanks."""
        for label, words in texts.items():
            self.data[f"{TEXT}{self.id(label.replace('__', ' · ').replace('_', ' '))}"] = words
        return self

    def send(self, action: str = "save", run: Any = None, headers: Any = None, **more: Any) -> HttpResponse:
        data = {**self.data, **({"action": action} if action else {}), **more}
        if run is None:
            return self.client.post(self.url, data, headers=headers)
        with run(execute=True):
            return self.client.post(self.url, data, headers=headers)


def change(page: Page, run: Commit, paragraph: str) -> None:
    page = fresh(page)
    page.body[1].value.source = paragraph
    with run(execute=True):
        page.save_revision().publish()


def stored(page: Page, language: str = "nl") -> dict[str, str]:
    locale = Locale.objects.get(language_code=language)
    return {text.label: text.translation for text in KINDS["page"].texts(str(page.translation_key), locale)}
