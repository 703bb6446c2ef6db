from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search.alerts import sending  # noqa: F401
        from search.curation_admin import first_synonyms  # noqa: F401
        from search.curation_admin import permissions as curators  # noqa: F401
        from search.facets import checks  # noqa: F401
        from search.language import checks as language_checks  # noqa: F401
        from search.language import new_language  # noqa: F401
        from search.missed import counting, retention  # noqa: F401
        from search.projection import indexing, new_year  # noqa: F401
