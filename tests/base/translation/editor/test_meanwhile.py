"""No words are lost, whatever others have done since the form was opened."""

import pytest
from wagtail.models import PageViewRestriction

from home.models import NewsPage
from tests.base.admin import fresh
from tests.base.translation.editor.work import Form, change, editor_url, stored
from tests.base.translation.work import Commit, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_of_two_people_at_once_nobody_overwrites(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    first, second = signed_in("translator-nl"), signed_in("admin")
    ours, theirs = Form(first, editor_url(news)), Form(second, editor_url(news))
    theirs.write(Title="Vergadering").send(run=run)
    response = ours.write(Title="Bijeenkomst", Summary="Partners.").send(run=run)
    assert response.status_code == 422
    assert stored(news)["Title"] == "Vergadering"
    assert stored(news)["Summary"] == "Partners.", "what nobody else has touched is saved"
    asked = Form(first, editor_url(news), response)
    row = asked.row("Title")
    assert "Vergadering" in row.select_one("fieldset").get_text()
    assert asked.box("Title") == "Bijeenkomst"
    still = asked.send(run=run)
    assert still.status_code == 422, "without an answer, the question stays"
    asked = Form(first, editor_url(news), still)
    asked.send(run=run, **{f"answer-{asked.id('Title')}": "mine"})
    assert stored(news)["Title"] == "Bijeenkomst"
    theirs.write(Title="Iets anders")
    response = theirs.send(run=run)
    asked = Form(second, editor_url(news), response)
    assert asked.send(run=run, **{f"answer-{asked.id('Title')}": "theirs"}).status_code == 302
    assert stored(news)["Title"] == "Bijeenkomst"


def test_an_original_that_changes_meanwhile_takes_no_words_away(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news)).write(Text__Text="We kwamen bijeen.", Title="Bijeenkomst")
    change(news, run, "<p>We met in Rome, in May.</p>")
    response = form.send(run=run)
    assert response.status_code == 422
    again = Form(client, editor_url(news), response)
    assert again.box("Text · Text") == "We kwamen bijeen."
    assert "the original changed while you were writing" in again.row("Text · Text").get_text()
    assert stored(news)["Title"] == "Bijeenkomst"
    again.send(run=run)
    assert stored(news)["Text · Text"] == "We kwamen bijeen."


def test_words_for_a_block_that_is_gone_are_shown_to_be_copied(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news)).write(Text__Text="We kwamen bijeen.")
    page = fresh(news)
    del page.body[1]
    with run(execute=True):
        page.save_revision().publish()
    response = form.send(run=run)
    assert [
        box.text.strip() for box in Form(client, editor_url(news), response).soup.select(".translate__gone textarea")
    ] == ["We kwamen bijeen."]


@pytest.mark.parametrize("what", ["deleted", "private"])
def test_a_page_that_is_gone_or_closed_gives_back_what_was_typed(
    signed_in: SignIn, news: NewsPage, run: Commit, what: str
) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news)).write(Title="Bijeenkomst")
    with run(execute=True):
        if what == "deleted":
            fresh(news).delete()
        else:
            PageViewRestriction.objects.create(page=news, restriction_type="login")
    response = form.send(run=run)
    assert response.status_code == 410
    assert "Bijeenkomst" in response.text
    assert "Partners met." not in response.text
