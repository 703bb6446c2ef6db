"""The practices of a reading list. The list is stored in the reader's browser, and shared as the URL of this page."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cms.base.delivery.language_fallback import in_best_language, reading_order
from cms.base.delivery.offered import refuse_unless_offered
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import visible
from cms.base.languages import active_language
from practices.repository.cards import cards
from practices.repository.index import PracticeIndexPage
from practices.repository.listing import readable_practices
from practices.repository.permanent import SHORT_KEY, short_key

MAX_PRACTICES = 50  # practices in a list: its URL stays short enough for every mail program


@transaction.non_atomic_requests
@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """The practices whose short keys are given in `p`, separated by commas, in that order.

    A note counts what cannot be shown: unknown keys, unpublished practices, and those over the limit.
    """
    refuse_unless_offered(request)
    given = list(dict.fromkeys(filter(None, ",".join(request.GET.getlist("p")).split(","))))
    keys = [key for key in given if SHORT_KEY.fullmatch(key)][:MAX_PRACTICES]
    practices = readable_practices(reading_order(active_language(), request), request)
    wanted = [practice for practice in practices if short_key(practice.original.key) in keys]
    found = {card.key: card for card in cards(wanted, request)}
    missing = len(given) - len(found)
    context = {
        "heading": _("Reading list"),
        "cards": [found[key] for key in keys if key in found],
        "practices_url": "" if found else _url_of_practices(request),
        "note": _missing(missing) if missing else "",
        "keeps_path_in_every_language": True,
    }
    return render(request, "pages/reading_list.html", context)


def _url_of_practices(request: HttpRequest) -> str:
    """Of the repository in the reader's language, or another; empty while visitors cannot see it."""
    indexes = visible(PracticeIndexPage.objects.filter(alias_of=None))
    found = in_best_language(indexes, reading_order(active_language(), request)).select_related("locale").first()
    return url_of(found, request) if found else ""


def _missing(count: int) -> str:
    text = ngettext(
        "%(count)d practice of this list is not shown: it was withdrawn, or the link is damaged or too long.",
        "%(count)d practices of this list are not shown: they were withdrawn, or the link is damaged or too long.",
        count,
    )
    return text % {"count": count}
