import pytest
from django.test import Client

from tests.practices.bulk.work import SignIn


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in("coordinator")
