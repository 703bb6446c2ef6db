"""What is typed is saved, or comes back with the reason why it is not."""

import pytest

from home.models import NewsPage
from tests.base.translation.editor.work import ALL, Form, change, editor_url, stored
from tests.base.translation.work import Commit, SignIn, make_news
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_what_is_refused_stays_in_its_box_and_the_rest_is_saved(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    change(news, run, '<p>We <b>met</b> in <a href="https://example.org">Rome</a> on 3 May.</p>')
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    row = form.row("Text · Text")
    assert row.select_one(".translate__words").get_text() == "We {1}met{/1} in {2}Rome{/2} on 3 May."
    assert "https://example.org" in row.select_one(".translate__targets").get_text()
    response = form.write(Title="Rome", Text__Text="We {1}kwamen in Rome{/2}").send(run=run)
    assert response.status_code == 422
    form = Form(client, editor_url(news), response)
    assert form.box("Text · Text") == "We {1}kwamen in Rome{/2}"
    assert "Not saved" in form.row("Text · Text").get_text()
    assert stored(news) == {"Title": "Rome", "Summary": "", "Text · Heading": "", "Text · Text": ""}
    response = form.write(Text__Text="We {1}kwamen bijeen{/1} in {2}Rome{/2}.").send(run=run)
    assert response.status_code == 200, "it is saved, with a warning that is to be read"
    assert "A number of the original is missing: 3." in response.text
    assert stored(news)["Text · Text"] == 'We <b>kwamen bijeen</b> in <a id="a1">Rome</a>.'


def test_a_text_may_be_as_long_as_in_what_is_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    page = Form(client, editor_url(news)).write(Text__Heading="a" * 121).send(run=run)
    assert "Too long by 1 character: 120 are allowed." in page.text
    with run(execute=True):
        practice = make_practice("csci", title="Long")
    form = Form(client, editor_url(practice))
    assert form.row("Title").select_one("[data-counted]").get_text() == "0 of 100 characters"
    assert form.row("Summary").textarea["data-unit"] == "words"
    page = form.write(Title="a" * 101, Summary="woord " * 101).send(run=run)
    assert "Too long by 1 character: 100 are allowed." in page.text
    assert "The text has 101 words: shorten it to at most 100." in page.text


def test_a_text_that_repeats_is_filled_once(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        page = make_news()
        page.body = [{"type": "heading", "value": "Agenda"}, {"type": "heading", "value": "Agenda"}]
        page.save_revision().publish()
    client = signed_in("translator-nl")
    response = Form(client, editor_url(page)).write(Text__Heading_1="Programma").send(run=run)
    assert [stored(page)[f"Text · Heading {number}"] for number in (1, 2)] == ["Programma", "Programma"]
    assert (
        "it has been filled in there too" in client.get(response["Location"]).text
        if response.status_code == 302
        else True
    )


def test_one_text_is_saved_by_a_script(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    name = form.id("Title")
    data = {f"text-{name}": "Bijeenkomst", f"was-{name}": form.data[f"was-{name}"]}
    with run(execute=True):
        answer = client.post(editor_url(news), data, headers={"Accept": "application/json"}).json()
    assert (answer["is_done"], answer["open"], list(answer["rows"])) == (True, "3 open texts", [name])
    assert "Bijeenkomst" in answer["rows"][name]


def test_an_empty_box_does_not_bring_the_old_translation_back(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(**ALL).send("publish", run)
    change(news, run, "<p>We <b>met</b> in Rome, in May.</p>")
    response = Form(client, editor_url(news)).write(Text__Text="").send(run=run)
    assert response.status_code == 422
    form = Form(client, editor_url(news), response)
    assert (form.box("Text · Text"), "The box is empty" in response.text) == ("", True)
    form.write(Text__Text="We {1}kwamen{/1} bijeen in mei.").send(run=run)
    emptied = Form(client, f"{editor_url(news)}?show=all").write(Text__Text="").send(run=run)
    assert emptied.status_code == 302, "also a text with tokens can be emptied"
    assert stored(news)["Text · Text"] == ""
