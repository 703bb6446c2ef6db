"""The read model, the clock that counts its changes, and what editors add."""

from search.models.clock import SearchClock
from search.models.curation import PinnedResult, SynonymGroup
from search.models.entry import SearchEntry
from search.models.word import SearchWord

__all__ = ["PinnedResult", "SearchClock", "SearchEntry", "SearchWord", "SynonymGroup"]
