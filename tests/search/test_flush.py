"""`manage.py flush` empties the search, too, on every database."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from search.models import SearchEntry


@pytest.mark.django_db
def test_nothing_is_left() -> None:
    assert SearchEntry.objects.exists()
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_text")
        assert cursor.fetchone() == (0,)
    assert not SearchEntry.objects.exists()
    assert not Page.objects.exists()
