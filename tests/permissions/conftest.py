"""The world is created once per process for all tests of this package: creating it takes as long as most of them."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

from tests.databases import rolled_back
from tests.forgetting import begin_afresh
from tests.permissions.roles import client_as
from tests.permissions.world import World, make_world


@pytest.fixture(scope="package")
def made_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Tests that use it are not marked `django_db`: that would close the connection, and lose the world."""
    with django_db_blocker.unblock(), rolled_back(connection.settings_dict["NAME"]):
        begin_afresh()
        yield make_world(client_as("admin"))


@pytest.fixture
def world(made_world: World) -> Iterator[World]:
    """As it was made, whatever the tests before have done."""
    with transaction.atomic():
        yield deepcopy(made_world)
        transaction.set_rollback(True)
