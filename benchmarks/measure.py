"""How long something takes, and how much memory."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from search.query.query import Query

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
Ask = Callable[[Query], object]


def milliseconds(asks: Mapping[str, Ask], queries: list[Query], rounds: int) -> dict[str, list[float]]:
    """Of each of `asks`, for each query the median of its rounds, after one round that warms up.

    They take turns, round by round: what else the machine does meanwhile meets all of them.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in asks}
    for turn in range(rounds + 1):
        for name, ask in asks.items():
            for query, times in zip(queries, taken[name], strict=True):
                started = perf_counter()
                ask(query)
                if turn:
                    times.append((perf_counter() - started) * 1000)
    return {name: [sorted(times)[len(times) // 2] for times in each] for name, each in taken.items()}


def percentiles(values: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18]


class Work:
    """What a piece of work took."""

    seconds: float = 0.0
    megabytes: float = 0.0  # by how much the process grew at most


@contextmanager
def measured() -> Iterator[Work]:
    """Linux only: the kernel keeps the peak of the resident memory."""
    work = Work()
    CLEAR.write_text("5")  # the peak begins anew
    before, started = _memory("VmRSS"), perf_counter()
    yield work
    work.seconds = perf_counter() - started
    work.megabytes = _memory("VmHWM") - before


def _memory(name: str) -> float:
    """A line of the status, in megabytes."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
