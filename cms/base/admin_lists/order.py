"""Admin lists in an order that no database can produce, such as the alphabet of the reader's language."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class InOrder(Sequence[T]):
    """A sequence of objects by id. Only the objects of a slice are loaded."""

    def __init__(self, ids: Sequence[int], load: Callable[[Sequence[int]], list[T]]) -> None:
        self.ids, self.load = ids, load

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: Any) -> Any:
        return self.load(self.ids[place]) if isinstance(place, slice) else self.load([self.ids[place]])[0]
