"""The untranslated and doubtful texts of a translation, and the confirmation before they are published.

wagtail-localize fills the gaps with the original's text, publishes, and only warns afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.base.models.originals import record_of
from cms.base.text import plain_text
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.editor.boxes import text_id
from cms.base.translation.editor.checks import plain, problems
from cms.base.translation.slugs import fill_slug
from cms.base.translation.texts.segments import OPTIONAL
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE

CONFIRMED = "publish-incomplete"  # the button of the confirmation page
SHOWN = 10  # texts on that page


def missing_texts(source: int, locale: int) -> QuerySet[StringSegment]:
    """The texts of its page that the translation of `source` into `locale`, both ids, lacks."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale
    ).exclude(has_error=True)
    return StringSegment.objects.filter(~Exists(done), source=source).exclude(context__path__in=OPTIONAL)


def open_texts(page: Page) -> list[Text]:
    """The texts that `page` lacks as a translation, or whose original has changed, in page order.

    Includes the texts of its facts. None if the page is not being translated.
    """
    return [text for text in all_texts(page) if text.state != "done"]


def all_texts(page: Page) -> list[Text]:
    return KINDS[PAGE].texts(str(page.translation_key), page.locale) if record_of(page) else []


@dataclass(frozen=True)
class Doubtful:
    """A translated text with the warnings of the editor's checks, and the URL where it can be corrected."""

    label: str
    words: str
    messages: list[str]
    url: str


def doubtful_texts(page: Page, texts: Iterable[Text]) -> list[Doubtful]:
    """Those of `texts`, which are all texts of `page`, that would be newly published.

    Texts that readers already see have been confirmed before.
    """
    language, since = page.locale.language_code, page.last_published_at
    editor = reverse("translate", args=[PAGE, page.translation_key, language])
    return [
        Doubtful(
            text.label,
            plain(text.translation, text.is_rich),
            [problem.message for problem in found],
            f"{editor}?show=all#text-{text_id(text)}",
        )
        for text in texts
        if text.translation and text.saved and not (since and text.saved <= since)
        if (found := problems(text, text.translation, language))
    ]


def has_gaps(page: Page) -> bool:
    """Whether publishing `page` needs confirmation."""
    texts = all_texts(page)
    return any(text.state != "done" for text in texts) or bool(doubtful_texts(page, texts))


def confirm_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For the hook `before_edit_page`: asks for confirmation before `page` is published with gaps."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    page.specific.refuse_publishing()
    if CONFIRMED in request.POST:
        return None
    fill_slug(page)
    return ask_before_publishing(request, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def ask_before_publishing(request: HttpRequest, page: Page, url: str) -> HttpResponse | None:
    """The confirmation page for publishing `page` with gaps and warnings, posting to `url`; None if there are none."""
    record, texts = record_of(page), all_texts(page)
    doubtful = doubtful_texts(page, texts)
    if record is None or not (doubtful or any(text.state != "done" for text in texts)):
        return None
    missing, changed = (
        [{"words": plain_text(text.source), "label": text.label} for text in texts if text.state == state]
        for state in ("missing", "changed")
    )
    context = {
        "page": page,
        "url": url,
        "missing": missing[:SHOWN],
        "missing_count": len(missing),
        "missing_more": max(0, len(missing) - SHOWN),
        "changed": changed[:SHOWN],
        "changed_count": len(changed),
        "changed_more": max(0, len(changed) - SHOWN),
        "doubtful": doubtful[:SHOWN],
        "doubtful_count": len(doubtful),
        "doubtful_more": max(0, len(doubtful) - SHOWN),
        "target": page.locale.language_code,
        "language": record.source.locale.language_code,
        "confirmed": CONFIRMED,
    }
    return render(request, "base/admin/confirm_publish_incomplete.html", context)
