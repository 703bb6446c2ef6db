"""From the editor to the website: what is asked first, and what is not published."""

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.models import Translation

from cms.base.models import TextVersion, TranslationItem
from cms.base.translation.completeness import CONFIRMED
from home.models import NewsPage
from tests.base.admin import fresh, messages
from tests.base.translation.editor.work import ALL, Form, change, editor_url, stored
from tests.base.translation.work import Commit, SignIn
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_a_page_is_translated_published_and_updated(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news))
    assert form.labels == ["Title", "Summary", "Text · Heading", "Text · Text"]
    assert not Translation.objects.filter(source__object_id=news.translation_key).exists()
    assert form.write(Title=ALL["Title"]).send(run=run).status_code == 302
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert not dutch.live
    form = Form(client, editor_url(news))
    assert form.labels == ["Summary", "Text · Heading", "Text · Text"], "what is done is hidden"
    question = form.write(Summary=ALL["Summary"]).send("publish", run)
    assert "2 texts have not been translated yet" in question.text
    assert not fresh(dutch).live
    form = Form(client, editor_url(news)).write(**{name: ALL[name] for name in ("Text__Heading", "Text__Text")})
    response = form.send("publish", run)
    assert response.status_code == 302
    link = BeautifulSoup(client.get(response["Location"]).content, "html.parser").select_one(".messages a")
    assert link["href"] == fresh(dutch).get_url()
    dutch = fresh(dutch)
    assert (dutch.live, dutch.title, dutch.body[1].value.source) == (True, ALL["Title"], f"<p>{ALL['Text__Text']}</p>")
    assert TranslationItem.objects.get(object_key=news.translation_key, locale=dutch.locale).state == "current"

    change(news, run, "<p>We met in Rome, in May.</p>")
    form = Form(client, editor_url(news))
    assert form.labels == ["Text · Text"]
    row = form.row("Text · Text")
    assert [tag.get_text() for tag in row.select("ins")] == [", in May"]
    assert form.box("Text · Text") == ALL["Text__Text"], "the old translation is kept in the box"
    form.send(run=run)
    assert stored(news)["Text · Text"] == "", "nobody has said that it is still right"
    question = form.send("publish", run)
    assert "The original of 1 text has changed since it was translated" in question.text
    Form(client, editor_url(news)).send(run=run, right=form.id("Text · Text"))
    assert stored(news)["Text · Text"] == ALL["Text__Text"]
    assert TextVersion.objects.filter(object_key=news.translation_key, text=ALL["Text__Text"]).count() == 2


def test_warnings_are_shown_before_they_are_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    """Once: of what readers see already, nobody is asked again. In bulk, they stand on the page that asks anyway."""
    client = signed_in("translator-nl")
    form = Form(client, editor_url(news)).write(**ALL | {"Summary": "Partners kwamen bijeen in 2021!"})
    question = form.send("publish", run)
    assert "Publish a translation with warnings?" in question.text
    assert "1 text may have a mistake that readers would see" in question.text
    soup = BeautifulSoup(question.content, "html.parser")
    (link,) = soup.select(f"main a[href*='#text-{form.id('Summary')}']")
    assert link.get_text() == "Summary"
    told = link.parent.get_text()
    assert "Partners kwamen bijeen in 2021!" in told
    assert "A number that the original does not have: 2021." in told
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert not dutch.live
    in_bulk = signed_in("admin").get(f"/admin/bulk/wagtailcore/page/publish/?id={dutch.pk}").text
    assert "A number that the original does not have: 2021." in in_bulk

    Form(client, f"{editor_url(news)}?show=all").send("publish", run, **{CONFIRMED: "1"})
    assert fresh(dutch).live
    again = Form(client, f"{editor_url(news)}?show=all").write(Title="Bijeenkomst te Rome").send("publish", run)
    assert again.status_code == 302
    assert fresh(dutch).title == "Bijeenkomst te Rome"


def test_nothing_is_published_before_its_original(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(**ALL).send(run=run)
    with run(execute=True):
        fresh(news).unpublish()
    response = Form(client, f"{editor_url(news)}?show=all").send("publish", run, **{CONFIRMED: "1"})
    assert "Its original is not published." in messages(client.get(response["Location"]))
    assert not NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl").live


def test_no_practice_is_published_before_its_original(signed_in: SignIn, run: Commit) -> None:
    with run(execute=True):
        practice = make_practice("csci", title="Withdrawn")
    client = signed_in("translator-nl")
    Form(client, editor_url(practice)).write(Title="Ingetrokken").send(run=run)
    with run(execute=True):
        fresh(practice).unpublish()
    form = Form(client, f"{editor_url(practice)}?show=all")
    assert "not publish it before the original" in form.soup.get_text()
    response = form.send("publish", run, **{CONFIRMED: "1"})
    assert "Its original is not published." in messages(client.get(response["Location"]))
    assert not type(practice).objects.get(original_page=practice.pk).live


def test_a_removed_text_is_not_published(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(**ALL).send("publish", run)
    Form(client, f"{editor_url(news)}?show=all").write(Summary="").send("publish", run, **{CONFIRMED: "1"})
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    assert dutch.summary == "Partners met."
