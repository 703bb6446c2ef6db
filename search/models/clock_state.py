"""What a process keeps in its memory as of a version of the clock."""

from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")


class Uncommitted:
    """What only this transaction knows. Dropped with it, or with the savepoint in which it was made.

    It is kept among the transaction's commit hooks, because those are what Django removes at each rollback.
    """

    def __init__(self) -> None:
        self.values: dict[object, Any] = {}

    def __call__(self) -> None:
        """Nothing to do on commit."""

    @classmethod
    def current(cls) -> "Uncommitted | None":
        """That of the last change of the clock in this transaction; None if all that it sees is committed."""
        hooks = (entry[1] for entry in reversed(connection.run_on_commit))
        return next((hook for hook in hooks if isinstance(hook, cls)), None)


class ClockState(Generic[T]):
    """What a process keeps as of a version of the clock. Its threads share it, but for what may still be rolled back.

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
