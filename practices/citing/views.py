"""The lasting URL of a practice, and its citation as a file."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from cms.base.delivery.language_fallback import reading_order, with_fallback_language
from cms.base.delivery.offered import offered_languages
from cms.base.delivery.urls import url_of
from cms.base.languages import active_language
from practices.citing.citation import Citation, citation_of
from practices.citing.formats import bibtex, ris
from practices.repository.cards import visible_page
from practices.repository.practice import PracticePage

FORMATS: dict[str, tuple[Callable[[Citation], str], str]] = {
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
}


@transaction.non_atomic_requests
def practice(request: HttpRequest, key: str) -> HttpResponse:
    """Redirects to the practice in the reader's language, or in the first of the site's languages that it exists in."""
    page = _page(key, reading_order(active_language(), request))
    return redirect(with_fallback_language(url_of(page, request), page.locale.language_code))


@transaction.non_atomic_requests
def cite(request: HttpRequest, key: str, language: str, extension: str) -> HttpResponse:
    """The citation of the practice in `language`, to download."""
    if language not in offered_languages(request):
        raise Http404
    page = _page(key, [language])
    write, content_type = FORMATS[extension]
    with override(language):
        text = write(citation_of(page, request))
    headers = {"Content-Disposition": f'attachment; filename="practice-{key}.{extension}"'}
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8", headers=headers)


def _page(key: str, languages: list[str]) -> PracticePage:
    page = visible_page(key, languages)
    if page is None:
        raise Http404
    return page
