"""The read model, the clock that counts its changes, and what editors add."""

from search.models.clock import SearchClock
from search.models.clock_state import ClockState
from search.models.curation import PinnedResult, SynonymGroup
from search.models.entry import SearchEntry
from search.models.missed import MissedSearch
from search.models.word import SearchWord

__all__ = ["ClockState", "MissedSearch", "PinnedResult", "SearchClock", "SearchEntry", "SearchWord", "SynonymGroup"]
