"""Measures time and memory."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from search.query.query import Query
from search.query.results import Results

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
Search = Callable[[Query], object]


def milliseconds(searches: Mapping[str, Search], queries: list[Query], rounds: int) -> dict[str, list[float]]:
    """For each of `searches` the median time of each query over `rounds`, after one warm-up round.

    They take turns, round by round, so that other load on the machine affects all of them alike.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in searches}
    for turn in range(rounds + 1):
        for name, search in searches.items():
            for query, times in zip(queries, taken[name], strict=True):
                started = perf_counter()
                search(query)
                if turn:
                    times.append((perf_counter() - started) * 1000)
    return {name: [sorted(times)[len(times) // 2] for times in each] for name, each in taken.items()}


def percentiles(values: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18]


def of_full_matches(results: Results) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """The total and the counts of entries with all words, which is all that the peers find."""
    return (0, {name: {} for name in results.counts}) if results.is_partial else (results.total, results.counts)


class Work:
    """The cost of a piece of work."""

    seconds: float = 0.0
    megabytes: float = 0.0  # the peak growth of the process


@contextmanager
def measured() -> Iterator[Work]:
    """Linux only: the kernel records the peak of the resident memory."""
    work = Work()
    CLEAR.write_text("5")  # resets the peak
    before, started = _memory("VmRSS"), perf_counter()
    yield work
    work.seconds = perf_counter() - started
    work.megabytes = _memory("VmHWM") - before


def _memory(name: str) -> float:
    """A value of the process status, in megabytes."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
