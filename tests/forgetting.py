"""Clears what a process caches between requests, which would outlive the rollback of a test's database."""

from django.core.cache import cache
from django.utils import translation

from cms.base.caching.as_of_clock import forget_all
from search.answering.completion import used_values
from search.engines.current import current_engine
from search.facets.labels import label_cache
from search.query.curation import curation_cache
from search.query.spelling import spelling


def begin_afresh() -> None:
    current_engine.cache_clear()
    spelling.cache_clear()
    for clock_cache in (label_cache, curation_cache, used_values):
        clock_cache.clear()
    forget_all()
    cache.clear()
    translation.activate("en")
