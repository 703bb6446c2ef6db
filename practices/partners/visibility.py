"""Which partners visitors may see: a translation of a partner's page is as private as its original."""

from django.db.models import Q
from wagtail.query import PageQuerySet

from cms.base.delivery.visibility import is_private, visible
from practices.partners.page import PartnerPage


def visible_partners(partners: PageQuerySet) -> PageQuerySet:
    """Those of `partners` that visitors may see: a translation is as private as its original."""
    return visible(partners).exclude(_of_private_original())


def below_private_partners() -> Q:
    """What stands below a translation of a partner's page that is private in its own language, and that translation."""
    below = Q(pk=None)
    for page in PartnerPage.objects.filter(_of_private_original()).only("path"):
        below |= Q(path__startswith=page.path)
    return below


def _of_private_original() -> Q:
    """Translations of partners' pages that are private in their own language."""
    return Q(original_page__in=PartnerPage.objects.filter(is_private()))
