"""Facts once, words in every language.

The facts of a page (countries, dates, target groups, …) belong to the *original* page of a translation group. Its
translations carry words only and read the facts through `original`, so no fact is ever copied and none can drift.
"""

from practices.facts.concepts import are_loaded, concepts_of, labels_of, load_concepts
from practices.facts.fields import ConceptsField
from practices.facts.forms import FactsForm
from practices.facts.page import FactsPage
from practices.facts.panels import FactInlinePanel, FactsNote
from practices.facts.streams import Row, rows_with_words

__all__ = [
    "ConceptsField",
    "FactInlinePanel",
    "FactsForm",
    "FactsNote",
    "FactsPage",
    "Row",
    "are_loaded",
    "concepts_of",
    "labels_of",
    "load_concepts",
    "rows_with_words",
]
