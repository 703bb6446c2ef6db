"""Supplies the repository's page, for visitors and as a preview, so that `practices` need not know search."""

from wagtail import hooks

from search.curation_admin import viewsets as admin  # noqa: F401  (registers the editors' part)
from search.web.views import practice_search

hooks.register("show_practice_index", practice_search)
