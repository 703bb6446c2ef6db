from typing import Any

from django import template
from wagtail.models import Page

from cms.base.delivery.offered import offered_languages, withdrawn_language
from cms.base.delivery.related_pages import RelatedPage, related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.translation.completeness import all_texts, doubtful_texts
from cms.base.translation.outdated import language_of_newer_original

register = template.Library()


@register.simple_tag(takes_context=True)
def newer_original(context: dict[str, Any]) -> RelatedPage | None:
    """The original of the page shown, if it was changed after this translation was published."""
    page, request = context.get("page"), context.get("request")
    if not page or not request or getattr(request, "is_preview", False):
        return None
    language = language_of_newer_original(page, request)
    is_offered = language in offered_languages(request)
    return related_pages_of(page).translations.get(language) if language and is_offered else None


@register.simple_tag(takes_context=True)
def url_of_page(context: dict[str, Any], page: RelatedPage) -> str:
    return url_of(page, context["request"])


register.simple_tag(withdrawn_language)


@register.simple_tag
def gaps_of(page: Page) -> dict[str, Any]:
    """How many texts of the translation `page` are missing or outdated, and which may be wrong."""
    texts = all_texts(page)
    states = [text.state for text in texts]
    doubtful = doubtful_texts(page, texts)
    return {"missing": states.count("missing"), "changed": states.count("changed"), "doubtful": doubtful}
