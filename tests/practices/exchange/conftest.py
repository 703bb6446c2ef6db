from collections.abc import Callable

import pytest
from django.test import Client


@pytest.fixture
def partner(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("partner-kpmpc")
