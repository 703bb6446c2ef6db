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


def test_a_text_that_was_only_opened_in_the_editor_has_not_changed() -> None:
    field = PracticePage._meta.get_field("activities")
    imported, opened, changed = (
        PracticePage(activities=text)
        for text in (
            "<ol><li>Meet.</li><li>Cook.</li></ol>",
            '<ol><li data-block-key="a1b2c">Meet.</li><li data-block-key="d3e4f">Cook.</li></ol>',
            '<ol><li data-block-key="a1b2c">Meet.</li><li data-block-key="d3e4f">Cook well.</li></ol>',
        )
    )
    compare = comparison_class_registry.get(field)
    assert not compare(field, imported, opened).has_changed()
    assert compare(field, imported, changed).has_changed()
    assert "Meet. Cook" in compare(field, imported, changed).htmldiff()
