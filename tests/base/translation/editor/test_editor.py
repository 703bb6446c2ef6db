"""The editor as a page: who opens it, where it leads, how many queries it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import NewsPage
from tests.base.admin import edit_url
from tests.base.translation.editor.work import ALL, Form, editor_url
from tests.base.translation.work import Commit, SignIn, make_news, sent

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_the_editor_leads_to_the_desk_and_to_both_pages(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    soup = Form(client, editor_url(news)).soup
    take = soup.select_one("form[action$='/take/']")
    assert client.post(take["action"], {"next": editor_url(news)})["Location"] == editor_url(news)
    assert "Taken by" in client.get(editor_url(news)).text
    Form(client, editor_url(news)).write(**ALL).send("publish", run)
    page = client.get(editor_url(news)).text
    assert "Taken by" not in page, "what is finished is free"
    assert "The translation on the website" in page
    assert "The original on the website" in page
    found = client.get(reverse("translation_desk"), {"q": "bijeenkomst in rome"}).context["object_list"]
    assert "Meeting in Rome" in [item.title for item in found], "also by what it is called in the language"


def test_the_other_editor_leads_back(signed_in: SignIn, news: NewsPage, run: Commit) -> None:
    client = signed_in("translator-nl")
    Form(client, editor_url(news)).write(Title="Bijeenkomst").send(run=run)
    links = Form(client, editor_url(news)).soup.select(".translate__links a")
    dutch = NewsPage.objects.get(translation_key=news.translation_key, locale__language_code="nl")
    other = next(link["href"] for link in links if link["href"] == edit_url(dutch))
    assert editor_url(news) in client.get(other).text


def test_other_languages_are_closed(signed_in: SignIn, news: NewsPage) -> None:
    client = signed_in("translator-lt")
    assert client.get(editor_url(news)).status_code == 302
    assert client.post(editor_url(news), {"text-a-b": "x", "was-a-b": "."}).status_code == 403
    for path in ("page/nothing/nl", "nothing/1/nl", f"page/{news.translation_key}/xx", "term/x/nl"):
        assert client.get(f"/admin/translations/{path}/", follow=True).status_code == 404


def test_the_number_of_queries_is_fixed(signed_in: SignIn, run: Commit) -> None:
    client = signed_in("translator-nl")

    def queries(paragraphs: int, is_saved: bool = False) -> int:
        with run(execute=True):
            page = make_news(slug=f"news-{paragraphs}")
            page.body = [
                {"type": "paragraph", "value": f"<p>Paragraph {n} of <a href='https://example.org/{n}'>many</a>.</p>"}
                for n in range(paragraphs)
            ]
            page.save_revision().publish()
            sent(client, page, "nl")
        client.get(editor_url(page))
        with CaptureQueriesContext(connection) as found:
            form = Form(client, editor_url(page))
        assert len(form.labels) == paragraphs + 3 - 1
        return len(found)

    assert queries(30) == queries(5)
