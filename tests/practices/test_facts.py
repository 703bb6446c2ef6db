"""Facts once, words per language."""

import pytest

from tests.factories import make_practice, terms, translate

pytestmark = pytest.mark.django_db


def test_a_translation_reads_the_facts_of_its_original() -> None:
    practice = make_practice(countries=["lt", "it"])
    dutch = translate(practice, "nl", title="Praktijk")
    assert dutch.is_translation
    assert {c.slug for c in dutch.original.countries.all()} == {"lt", "it"}
    assert not dutch.countries.exists()


def test_changed_facts_are_changed_in_every_language() -> None:
    practice = make_practice(countries=["lt"])
    dutch = translate(practice, "nl")
    practice.countries = terms("country", ["es"])
    practice.save_revision().publish()
    dutch.refresh_from_db()
    assert [c.slug for c in dutch.original.countries.all()] == ["es"]
