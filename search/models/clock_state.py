"""What a process caches as of a version of the clock."""

from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")


class Uncommitted:
    """State that is visible only in this transaction. Dropped with it, or with the savepoint that created it.

    It is kept among the transaction's commit hooks, because those are what Django removes at each rollback.
    """

    def __init__(self) -> None:
        self.values: dict[object, Any] = {}

    def __call__(self) -> None:
        """Nothing to do on commit."""

    @classmethod
    def current(cls) -> "Uncommitted | None":
        """The state of the last clock change in this transaction; None if everything it sees is committed."""
        hooks = (entry[1] for entry in reversed(connection.run_on_commit))
        return next((hook for hook in hooks if isinstance(hook, cls)), None)


class ClockState(Generic[T]):
    """A value cached as of a version of the clock. Threads share it, except for what may still be rolled back.

    After a rollback another change gets the same version, so nothing else would tell that such a state is wrong.
    """

    def __init__(self, initial: T) -> None:
        self._committed = initial

    @property
    def value(self) -> T:
        own = Uncommitted.current()
        return self._committed if own is None else own.values.get(self, self._committed)

    @value.setter
    def value(self, value: T) -> None:
        own = Uncommitted.current()
        if own is None:
            self._committed = value
        else:
            own.values[self] = value
