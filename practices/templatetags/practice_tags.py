"""Template tags for practices and partners."""

from typing import Any

from django import template

from cms.base.delivery.language_fallback import reading_order
from cms.base.delivery.urls import url_of
from practices.citing.citation import Citation, citation_of
from practices.partners.contacts import contacts_for
from practices.partners.page import PartnerPage
from practices.repository import cards
from practices.repository.adaptations import Adaptations, adaptations_of
from practices.repository.context import PracticeDetails, details_of
from practices.review.card import ReviewCard, review_card
from practices.versions.shown import Version, versions_of

register = template.Library()


@register.simple_tag(takes_context=True)
def partner_practices(context: dict[str, Any], partner: PartnerPage) -> cards.CardPage:
    """The requested page of the partner's practices, each in the partner page's language if possible."""
    request = context["request"]
    languages = reading_order(partner.locale.language_code, request)
    return cards.partner_practices(partner, languages, request.GET.get("page"), request)


@register.simple_tag(takes_context=True)
def citation(context: dict[str, Any]) -> Citation:
    """How to cite the practice shown."""
    return citation_of(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def practice_details(context: dict[str, Any]) -> PracticeDetails:
    """The details of the practice shown."""
    return details_of(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def url_of_pdf(context: dict[str, Any]) -> str:
    """The URL of the PDF of the practice shown; empty for a draft, which has none."""
    page = context["page"]
    url = url_of(page, context["request"]) if page.pk and page.is_shown else ""
    return f"{url}pdf/" if url else ""


@register.simple_tag(takes_context=True)
def partner_contacts(context: dict[str, Any], page: Any) -> list[PartnerPage]:
    """The partners, for a contact page; none in a preview without a request or of a page that was never saved."""
    request = context.get("request")
    return contacts_for(page, request) if request and page.pk else []


@register.simple_tag(takes_context=True)
def practice_review(context: dict[str, Any]) -> ReviewCard | None:
    """The review of the practice shown by another partner; None in a preview of an unsaved page."""
    page, request = context["page"], context.get("request")
    return review_card(page, request) if page.pk and request else None


@register.simple_tag(takes_context=True)
def practice_versions(context: dict[str, Any]) -> list[Version]:
    """The versions of the practice shown, in its language, newest first."""
    page, request = context["page"], context.get("request")
    return versions_of(page, request) if page.pk and request else []


@register.simple_tag(takes_context=True)
def adaptations(context: dict[str, Any]) -> Adaptations:
    """What the practice shown was adapted from, and what was adapted from it."""
    page, request = context["page"], context.get("request")
    return adaptations_of(page, request) if page.pk and request else Adaptations()
