"""What editors and translators of an issue see."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from cms.base.models import SiteSettings
from home.models import NewsIndexPage, NewsletterPage
from tests.base.admin import edit_url
from tests.home.newsletter.issues import archive, make_issue, news_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_preview_of_the_mail_may_be_styled_and_runs_nothing():
    issue = make_issue(news_item())
    policy = issue.make_preview_request(preview_mode="mail")["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in issue.make_preview_request(preview_mode="")["Content-Security-Policy"]


def test_the_preview_of_the_newspaper_shows_its_pages_and_offers_the_pdf():
    response = make_issue(news_item()).make_preview_request(preview_mode="pdf")
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.img["src"].startswith("data:image/png;base64,iVBOR")
    assert soup.img["alt"] == "Page 1"
    assert soup.a["href"].startswith("data:application/pdf;base64,JVBER")
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_a_translator_gets_the_words_of_an_item_and_not_its_page():
    issue = make_issue(news_item(title="Our own title"))
    source, _created = TranslationSource.update_or_create_from_instance(issue)
    assert not source.overridablesegment_set.exists()
    assert not source.relatedobjectsegment_set.exists()
    assert "Our own title" in source.stringsegment_set.values_list("string__data", flat=True)
    made = source.get_ephemeral_translated_instance(issue.locale, fallback=True)
    assert made.items[0].value["page"].pk == issue.items[0].value["page"].pk
    assert made.items[0].value["title"] == "Our own title"


def test_a_new_issue_gets_the_next_number():
    latest = make_issue(news_item(), number=41)
    assert NewsletterPage().number == latest.number + 1


def test_readers_of_an_issue_are_offered_to_subscribe_if_the_site_offers_it(client: Client):
    issue = make_issue(news_item())
    for offered in (True, False):
        SiteSettings.objects.update(offers_newsletter=offered)
        for url in (issue.url, archive().url):
            main = BeautifulSoup(client.get(url).content, "html.parser").main
            assert bool(main.find("a", href=re.compile("/subscribe/newsletter/"))) == offered


def test_who_works_on_an_issue_may_leave_what_is_not_translated_to_it(signed_in):
    page = signed_in("coordinator").get(edit_url(make_issue(news_item()))).text
    assert "Like the rest of the issue" in page


def test_pages_are_chosen_in_their_section_in_the_language_of_the_issue(signed_in):
    """Newest first."""
    issue, editor = make_issue(news_item()), signed_in("coordinator")
    section = NewsIndexPage.objects.get(locale__language_code="en")
    page = editor.get(
        reverse("choose_page_for_issue"),
        {"page_type": "home.newspage"},
        headers={"Referer": f"http://x{edit_url(issue)}"},
    )
    assert page.status_code == 200
    assert page.context["parent_page"].pk == section.pk
    titles = [
        row.get_text(strip=True) for row in BeautifulSoup(page.json()["html"], "html.parser").select("td.title a")
    ]
    newest = section.get_children().order_by("-latest_revision_created_at", "-pk")
    assert [title for title in titles if title][:2] == [each.title for each in newest[:2]]
    assert reverse("choose_page_for_issue") in editor.get(edit_url(issue)).text
