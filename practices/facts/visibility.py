"""Which pages with facts everybody may see."""

from django.db.models import Exists, OuterRef, Q
from wagtail.query import PageQuerySet

from cms.base.delivery.visibility import visible
from practices.facts.page import FactsPage


def visible_with_facts(model: type[FactsPage]) -> PageQuerySet:
    """The visible pages of `model`, without aliases; a translation only while its original is visible as well."""
    originals = visible(model.objects.filter(pk=OuterRef("original_page")))
    return visible(model.objects.filter(alias_of=None)).filter(Q(original_page=None) | Q(Exists(originals)))
