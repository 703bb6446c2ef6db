"""Renders the repository's page, for visitors and previews, so that `practices` need not know about search."""

from wagtail import hooks

from search.curation_admin import missed, viewsets  # noqa: F401  (registers them)
from search.web.views import practice_search
from search.writing import language_warning, similar  # noqa: F401

hooks.register("show_practice_index", practice_search)
