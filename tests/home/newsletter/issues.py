"""Test data for the newsletter."""

from datetime import date
from typing import Any
from uuid import uuid4

from home.models import HomePage, NewsletterIndexPage, NewsletterPage, NewsPage

Block = dict[str, Any]


def archive() -> NewsletterIndexPage:
    if found := NewsletterIndexPage.objects.filter(locale__language_code="en").first():
        return found
    home = HomePage.objects.get(locale__language_code="en")
    page = NewsletterIndexPage(title="Newsletter", slug="newsletter", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def make_issue(*items: Block, **values: Any) -> NewsletterPage:
    parent = archive()
    number = NewsletterPage.objects.count() + 1
    given = {"title": f"Issue {number}", "number": number, "date": date(2021, 11, 26), "editorial": "<p>Dear all,</p>"}
    page = NewsletterPage(locale=parent.locale, items=list(items), **{**given, **values})
    parent.add_child(instance=page)
    page.save_revision().publish()
    return NewsletterPage.objects.get(pk=page.pk)


def page_item(kind: str, page: Any, **words: str) -> Block:
    return block(kind, {"page": page.pk, "title": "", "teaser": "", "untranslated": "", **words})


def block(kind: str, value: Any) -> Block:
    return {"type": kind, "id": str(uuid4()), "value": value}


def news_item(**words: str) -> Block:
    return page_item("news", english_news()[0], **words)


def english_news() -> list[NewsPage]:
    return list(NewsPage.objects.filter(locale__language_code="en").order_by("date"))
