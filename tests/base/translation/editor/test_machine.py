"""Suggestions of a machine: by the protocol of LibreTranslate, from a server on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from cms.base.models import TextVersion
from cms.settings.environment import MACHINES
from home.models import NewsPage
from tests.base.admin import messages
from tests.base.translation.editor.work import Form, editor_url
from tests.base.translation.work import Commit, SignIn, make_news

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
WORDS = {"Meeting in Rome": "Bijeenkomst in Rome", "Agenda": "Programma"}


class Server(ThreadingHTTPServer):
    asked: list[dict[str, Any]]
    status: int = 200


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        self.send_response(self.server.status)
        self.end_headers()
        texts = [WORDS.get(text, f"[{text}]") for text in asked["q"]]
        self.wfile.write(json.dumps({"translatedText": texts}).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def machine(settings: Any) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        options = {"LIBRETRANSLATE_URL": url, "API_KEY": "secret"}
        settings.MACHINE_TRANSLATOR = {"CLASS": f"{MACHINES}.libretranslate.LibreTranslator", "OPTIONS": options}
        yield server
        server.shutdown()


@pytest.fixture
def news(django_capture_on_commit_callbacks: Commit) -> NewsPage:
    with django_capture_on_commit_callbacks(execute=True):
        return make_news()


def told(form: Form, label: str) -> str:
    return " ".join(each.get_text(" ", strip=True) for each in form.row(label).select(".translate__told--machine"))


def test_nothing_is_offered_without_a_provider(signed_in: SignIn, news: NewsPage) -> None:
    assert not Form(signed_in("translator-nl"), editor_url(news)).soup.select("[name=machine]")


def test_a_suggestion_is_marked_until_somebody_edits_it(
    signed_in: SignIn, news: NewsPage, machine: Server, django_capture_on_commit_callbacks: Commit
) -> None:
    client, run = signed_in("translator-nl"), django_capture_on_commit_callbacks
    form = Form(client, editor_url(news)).write(Summary="Zelf geschreven.")
    form = Form(client, editor_url(news), form.send("", machine=form.id("Title")))
    assert form.box("Title") == "Bijeenkomst in Rome"
    assert form.box("Summary") == "Zelf geschreven.", "what was typed stays"
    assert told(form, "Title").startswith("Suggested by LibreTranslate")
    assert not told(form, "Summary")
    assert not TextVersion.objects.filter(object_key=str(news.translation_key), locale__language_code="nl").exists()
    [asked] = machine.asked
    assert (asked["q"], asked["source"], asked["target"]) == (["Meeting in Rome"], "en", "nl")

    form.send(run=run)
    form = Form(client, f"{editor_url(news)}?show=all")
    assert told(form, "Title") == "These are the words of LibreTranslate. Nobody has edited them."
    assert not told(form, "Summary")
    history = client.get(editor_url(news, "nl", "translation_history", form.id("Title"))).text
    assert "in the words of LibreTranslate" in history

    form.write(Title="Bijeenkomst te Rome").send(run=run)
    assert not told(Form(client, f"{editor_url(news)}?show=all"), "Title")


def test_all_open_texts_are_asked_for_at_once(signed_in: SignIn, news: NewsPage, machine: Server) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news)).write(Summary="Zelf geschreven.")
    form = Form(client, editor_url(news), form.send("", machine="all"))
    assert len(machine.asked) == 1
    assert form.box("Text · Heading") == "Programma"
    assert form.box("Summary") == "Zelf geschreven."
    edited = form.write(Text__Heading="Het programma")
    again = Form(client, editor_url(news), edited.send("", take="x:y"))
    assert told(again, "Title")
    assert not told(again, "Text · Heading"), "an edited one is a person's"


def test_a_provider_that_does_not_answer_takes_nothing_away(signed_in: SignIn, news: NewsPage, machine: Server) -> None:
    client = signed_in("translator-nl")
    machine.status = 500
    form = Form(client, editor_url(news)).write(Summary="Zelf geschreven.")
    response = form.send("", machine="all")
    assert "No suggestions have arrived" in messages(response)
    assert Form(client, editor_url(news), response).box("Summary") == "Zelf geschreven."


@pytest.mark.parametrize("answer", ["<b>" * 5000, "x" * 5000, "<!--" * 100, None])
def test_an_answer_that_is_no_translation_does_no_harm(
    signed_in: SignIn, news: NewsPage, machine: Server, monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    monkeypatch.setitem(WORDS, "Meeting in Rome", answer)
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    response = form.send("", machine=form.id("Title"))
    assert response.status_code == 200
    assert len(Form(client, editor_url(news), response).box("Title")) < 500
