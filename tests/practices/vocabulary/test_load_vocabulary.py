"""`load_vocabulary` adds what is missing, once, in the languages of the site."""

from typing import Any

import pytest

from practices.models import Concept
from practices.vocabulary.load import load_vocabulary
from tests.languages import configure

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_deleted_term_does_not_come_back() -> None:
    Concept.objects.get(slug="refugees").delete()
    Concept.objects.filter(slug="migration-status").update(slug="status")
    assert load_vocabulary() == 0
    assert not Concept.objects.filter(slug__in=["refugees", "migration-status"]).exists()


def test_an_edited_label_stays_and_a_missing_one_comes() -> None:
    concept = Concept.objects.get(slug="refugees")
    Concept.objects.filter(pk=concept.pk).update(labels={"en": "People who fled"})
    load_vocabulary()
    assert Concept.objects.get(pk=concept.pk).labels == {**concept.labels, "en": "People who fled"}


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("code", "country", "term"),
    [
        ("nl-be", "Litouwen", "Vluchtelingen"),  # whose dictionary is there
        ("pt-br", "Lituânia", "Refugees"),
        ("zh-hans", "立陶宛", "Refugees"),
        ("uk", "Литва", "Refugees"),
        ("ti", "ሊትዌንያ", "Refugees"),
        ("rom", "Lithuania", "Refugees"),  # CLDR does not know it
        ("es-419", "Lituania", "Refugiados"),
    ],
)
def test_labels_in_other_languages(settings: Any, code: str, country: str, term: str) -> None:
    configure(settings, code, "en")
    load_vocabulary()
    assert Concept.objects.get(scheme="country", slug="lt").label() == country
    assert Concept.objects.get(slug="refugees").label() == term
