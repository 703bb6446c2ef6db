"""Which partners visitors may see: a translation of a partner's page is as private as its original."""

from functools import cache

from django.db.models import Exists, OuterRef, Q
from wagtail.models import get_page_models
from wagtail.query import PageQuerySet

from cms.base.delivery.visibility import hidden_too, is_private, visible
from cms.base.models.originals import at_or_below
from practices.facts import FactsPage
from practices.partners.page import PartnerPage


def visible_partners(partners: PageQuerySet) -> PageQuerySet:
    """Those of `partners` that visitors may see."""
    return visible(partners).exclude(of_private_original())


def below_private_partners() -> Q:
    """Translations of partners' pages whose original is private, and everything below them."""
    return at_or_below(PartnerPage.objects.filter(of_private_original()).only("path"))


def of_private_original() -> Q:
    """Translations of partners' pages whose original is private."""
    return Q(original_page__in=PartnerPage.objects.filter(is_private()))


@cache
def translations_of_hidden_originals() -> Q:
    """Translations whose original, with the facts, is no longer live or is private."""
    hidden = Q(pk=None)
    for model in get_page_models():
        if issubclass(model, FactsPage):
            shown = visible(model.objects.filter(pk=OuterRef("original_page")))
            translations = model.objects.filter(pk=OuterRef("pk"), original_page__isnull=False)
            hidden |= Q(Exists(translations.exclude(Exists(shown))))
    return hidden


hidden_too += [below_private_partners, translations_of_hidden_originals]
