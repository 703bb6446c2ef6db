"""System check of the declared facets: their names are parameters of the search page."""

from collections import Counter
from typing import Any

from django.core.checks import CheckMessage, Error, register

from cms.base.delivery.language_fallback import PARAMETER
from search.facets.declared import PRACTICE_FACETS, SITE_FACETS

OTHER_PARAMETERS = {"q", "sort", "page", "format", PARAMETER}


@register()
def check_facets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for facets in (PRACTICE_FACETS, SITE_FACETS):
        for name, count in Counter(facet.name for facet in facets).items():
            if count > 1:
                errors.append(Error(f"The facet “{name}” is declared {count} times.", id="search.E001"))
            if name in OTHER_PARAMETERS:
                errors.append(Error(f"A facet cannot be called “{name}”: this parameter exists.", id="search.E002"))
    return errors
