"""Terms are translated at the desk like pages. Other labels are not translated: each language has its own."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.base.translation.desk.kinds import register
from cms.base.translation.desk.per_language import PerLanguageKind
from cms.base.translation.glossary.matching import Term, sources
from practices.vocabulary.concept import Concept

register(PerLanguageKind("term", _("Vocabulary"), Concept, ["labels", "definitions"], about="scheme"))


def terms(language: str, into: str) -> Iterator[Term]:
    """The labels of terms, for the glossary: other texts should use them as well."""
    for labels in Concept.objects.values_list("labels", flat=True):
        if labels.get(language) and labels.get(into):
            yield Term(labels[language], labels[into])


sources.append(terms)
