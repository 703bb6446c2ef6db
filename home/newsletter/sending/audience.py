"""Which readers get an issue, and in which language. Editors only see numbers."""

from collections import Counter
from collections.abc import Iterable

from cms.base.delivery.offered import below_unoffered_homes
from cms.base.delivery.visibility import visible
from cms.base.languages import content_languages, language_to_read
from cms.base.readers.model import Reader, Subscription
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.sending.kind import NEWSLETTER


def issues(key: object) -> dict[str, NewsletterPage]:
    """The public issues with this translation key, by language in the site's order."""
    pages = visible(NewsletterPage.objects.filter(translation_key=key)).exclude(below_unoffered_homes())
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return {code: found[code] for code, _name in content_languages() if code in found}


def readers(languages: Iterable[str]) -> list[tuple[int, str]]:
    """The readers' primary keys, each with the language among `languages` that they get.

    Locks them, so that none is deleted before the deliveries are recorded. Must run in a transaction.
    """
    available = list(languages)
    found = Reader.objects.subscribed_to(NEWSLETTER.name).select_for_update().order_by("pk")
    rows = found.values_list("pk", "language")
    return [(pk, language_to_read(language, available)) for pk, language in rows] if available else []


def numbers() -> dict[str, int]:
    """The number of confirmed readers who get it, by the language that they chose."""
    chosen = Counter(Reader.objects.subscribed_to(NEWSLETTER.name).values_list("language", flat=True))
    return {code: chosen[code] for code in [*dict(content_languages()), *sorted(set(chosen))] if code in chosen}


def not_confirmed() -> int:
    return Subscription.objects.filter(kind=NEWSLETTER.name, confirmed=None).count()
