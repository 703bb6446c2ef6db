"""Terms are translated at the desk like pages. Other labels are no translations: each language has words of its own."""

from django.utils.translation import gettext_lazy as _

from cms.base.translation.desk.kinds import register
from cms.base.translation.desk.per_language import PerLanguageKind
from practices.vocabulary.concept import Concept

register(PerLanguageKind("term", _("Vocabulary"), Concept, ["labels", "definitions"], about="scheme"))
