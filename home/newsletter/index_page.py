from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.base.delivery.language_fallback import in_best_language, reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.visibility import visible
from cms.base.display.pagination import pagination_of
from cms.base.models import IndexPage
from cms.base.models.originals import at_or_below
from home.newsletter.issue_page import NewsletterPage, NewsletterQuerySet

ISSUES_PER_PAGE = 12


class NewsletterIndexPage(IndexPage):
    """The archive: every issue, newest first, in the language of the page or else in another."""

    template = "pages/newsletter_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsletterPage"]

    class Meta:
        verbose_name = _("newsletter archive")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        shown = Paginator(issues_below(self, request), ISSUES_PER_PAGE).get_page(request.GET.get("page"))
        return {**context, "issues": shown, "pagination": pagination_of(shown)}


def issues_below(page: Any, request: HttpRequest) -> NewsletterQuerySet:
    """The issues below `page`, or below a translation of it. An alias has no text of its own."""
    sections = related_pages_of(page).in_all_languages
    issues = visible(NewsletterPage.objects.filter(at_or_below(sections), alias_of=None))
    return in_best_language(issues, reading_order(page.locale.language_code, request)).latest_first()
