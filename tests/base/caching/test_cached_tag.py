from datetime import timedelta
from itertools import count

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEMPLATE = '{% load caching_tags %}{% cached "part" value %}{{ drawn }}{% endcached %}'


def test_a_fragment_is_rendered_once_for_a_value_a_language_and_a_day(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, numbers, template = rf.get("/en/"), count(), Template(TEMPLATE)

    def rendered(value: int | None) -> int:
        context = {"request": request, "value": value, "drawn": lambda: next(numbers)}
        return int(template.render(Context(context)))

    assert [rendered(1), rendered(1)] == [0, 0]
    assert [rendered(2), rendered(1)] == [1, 0]
    with translation.override("lt"):
        assert rendered(1) == 2
    assert [rendered(None), rendered(None)] == [3, 4], "an unsaved page has no id"
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert [rendered(1), rendered(1)] == [5, 5]
