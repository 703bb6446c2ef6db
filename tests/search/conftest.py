from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from search.projection.indexing import find_differences


@pytest.fixture
def in_sync(db: None) -> Iterator[None]:
    """After the test, every entry must be what a rebuild would write."""
    yield
    assert find_differences().keys == []


@pytest.fixture
def admin(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("admin")
