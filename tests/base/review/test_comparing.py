"""Two versions of a text in several languages, as people read them."""

import pytest
from wagtail.admin.compare import comparison_class_registry

from practices.models import PracticePage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_languages_are_named_and_only_what_changed_is_marked() -> None:
    field = PracticePage._meta.get_field("area")
    before, after = (PracticePage(area=area) for area in ({"en": "Vilnius"}, {"en": "Vilnius", "lt": "Kaunas <1>"}))
    comparison = comparison_class_registry.get(field)(field, before, after)
    assert comparison.has_changed()
    html = comparison.htmldiff()
    assert "English: Vilnius" in html
    assert "Kaunas &lt;1&gt;" in html
    assert "{" not in html
