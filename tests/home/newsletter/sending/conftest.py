from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from cms.base.readers.addresses import digest, folded
from cms.base.readers.model import Reader, Subscription
from home.models import HomePage, NewsletterIndexPage, NewsletterPage, Sending

NUMBER = 900  # of test issues


def make_issue(title: str = "Autumn", **values: Any) -> NewsletterPage:
    """A live issue in English, with an editorial only."""
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="en"))
    index = NewsletterIndexPage.objects.filter(locale=home.locale).first()
    if index is None:
        index = NewsletterIndexPage(title="Newsletters", slug="newsletters-of-test", locale=home.locale)
        home.add_child(instance=index)
    values = {"number": NUMBER, "date": date(2026, 11, 28), "editorial": "<p>Good morning.</p>", **values}
    issue = NewsletterPage(title=title, locale=home.locale, **values)
    index.add_child(instance=issue)
    issue.save_revision().publish()
    return NewsletterPage.objects.get(pk=issue.pk)


def make_readers(addresses: Iterable[str], language: str = "en") -> list[Reader]:
    now = timezone.now()
    readers = Reader.objects.bulk_create(
        Reader(address=address, folded=folded(address), digest=digest(address), language=language)
        for address in addresses
    )
    Subscription.objects.bulk_create(
        Subscription(reader=reader, kind="newsletter", language=language, wording="I agree", confirmed=now)
        for reader in readers
    )
    return readers


def make_sending(issue: NewsletterPage, **values: Any) -> Sending:
    return Sending.objects.create(issue=issue.translation_key, title=issue.title, **values)
