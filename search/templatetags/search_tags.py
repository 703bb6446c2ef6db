"""What templates of other rooms show out of the search."""

from django import template
from wagtail.models import Page

from cms.base.cards import Card
from cms.base.languages import active_language
from search import presentation
from search.engines import current_engine
from search.facets import PRACTICE_FACETS
from search.labels import label_book
from search.models import SearchClock

register = template.Library()
SIMILAR = 3


@register.simple_tag
def similar_practices(page: Page) -> list[Card]:
    """Up to three practices that share the most facts with `page`, in the reader's language.

    Two queries, and one for hits that are not kept. The first call after a change reads labels and facts anew as well.
    """
    label_book.refresh(SearchClock.now())
    language = active_language()
    labels = {facet.name: facet.labels(language) for facet in PRACTICE_FACETS}
    hits = current_engine().similar(page.translation_key, SIMILAR)
    return [presentation.card(hit, frozenset(), labels, language) for hit in hits]
