from django import template
from wagtail.models import Page

from cms.base.translation.completeness import gaps_of

register = template.Library()


@register.simple_tag
def number_of_gaps(page: Page) -> int:
    """How many texts of the translation `page` are missing."""
    return gaps_of(page).count()
