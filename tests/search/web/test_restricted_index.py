"""The repository's page respects the privacy of the page tree, like every page."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from practices.models import PracticeIndexPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_private_repository_redirects_to_the_login(client: Client) -> None:
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    assert client.get(index.url).status_code == 200
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(index.url).status_code == 302
