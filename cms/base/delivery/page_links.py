"""Links to pages in rich text. A link to a page that the visitor cannot see is shown as plain text.

Editors keep such links: the page may be published again. Wagtail would render a broken link.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text.pages import PageLinkHandler

from cms.base.context_values import current_request, holding
from cms.base.delivery.offered import offered_languages
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import open_pages
from cms.base.ids import ids_in
from cms.base.languages import active_language

PLAIN = "<a>"  # without `href` it is no link; the closing tag stays


class VisibleLinks(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """One query for all links of a text: each page, with its translations."""
        ids = set(ids_in(attrs.get("id", "") for attrs in attrs_list))
        groups = Page.objects.filter(pk__in=ids).values("translation_key")
        everybody = Exists(open_pages().filter(pk=OuterRef("pk")))
        pages = Page.objects.filter(translation_key__in=groups).select_related("locale").annotate(is_open=everybody)
        found = list(pages.order_by("pk")) if ids else []
        return [_opening_tag(attrs.get("id", ""), found) for attrs in attrs_list]


def _opening_tag(pk: str, pages: list[Page]) -> str:
    """Links to the translation in the visitor's language, or else to the page itself."""
    target = next((page for page in pages if str(page.pk) == pk), None)
    if target is None:
        return PLAIN
    group = [page for page in pages if page.translation_key == target.translation_key]
    own = [page for page in group if page.locale.language_code == active_language()]
    request = current_request.get()
    shown = next((page for page in (*own, target) if page.live and _may_see(page, request)), None)
    url = url_of(shown, request) if shown else ""
    return f'<a href="{escape(url)}">' if url else PLAIN


def is_visible_to(request: HttpRequest, pk: int) -> bool:
    """Whether the page with the id `pk` would be shown at its URL."""
    everybody = Exists(open_pages().filter(pk=OuterRef("pk")))
    page = Page.objects.filter(pk=pk, live=True).select_related("locale").annotate(is_open=everybody).first()
    return page is not None and _may_see(page, request)


def _may_see(page: Any, request: HttpRequest | None) -> bool:
    if page.is_open and (request is None or page.locale.language_code in offered_languages(request)):
        return True
    if request is None or not hasattr(request, "user") or not _has_passed(request):
        return False
    specific = page.specific
    restrictions = specific.get_view_restrictions()
    return not getattr(specific, "is_hidden", False) and all(each.accept_request(request) for each in restrictions)


def _has_passed(request: HttpRequest) -> bool:
    """Whether the visitor has signed in, or entered a page's password: all others see only what is public."""
    passed = PageViewRestriction.passed_view_restrictions_session_key
    return request.user.is_authenticated or bool(request.session.get(passed))


class PageLinksMiddleware:
    """Sets the current request, because rich text is rendered without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with holding(current_request, request):
            return self.get_response(request)


@hooks.register("register_rich_text_features", order=10)
def register_visible_links(features: Any) -> None:
    features.register_link_type(VisibleLinks)
