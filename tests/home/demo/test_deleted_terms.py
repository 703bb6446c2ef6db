"""`load_demo` on a site whose administrator has deleted terms that the demonstration uses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.base.languages import ensure_locales
from cms.base.translation.seeding import seed_key
from practices.demo.load import load_practice, practice_records
from practices.models import Concept, PartnerPage, PracticePage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_practice_is_loaded_without_them_or_left_out() -> None:
    record = next(record for record in practice_records() if len(record["facts"]["target_groups"]) > 1)
    groups, said = record["facts"]["target_groups"], []
    Concept.objects.filter(scheme="target-group", slug=groups[0]).delete()
    assert load_practice(record, ensure_locales(), said.append)
    page = PracticePage.objects.get(translation_key=seed_key("practice", record["id"]), original_page=None)
    assert {term.slug for term in page.target_groups.all()} == set(groups[1:])
    assert said == [f"{record['id']}: without {groups[0]}, no longer in the vocabulary target-group."]

    page.delete()
    Concept.objects.filter(scheme="target-group", slug__in=groups).delete()
    assert not load_practice(record, ensure_locales(), said.append)
    assert "left out" in said[-1]
    assert not PracticePage.objects.filter(translation_key=page.translation_key).exists()


def test_without_the_country_of_a_partner_nothing_is_loaded() -> None:
    for partner in PartnerPage.objects.filter(countries__slug="es"):
        partner.delete()
    Concept.objects.filter(scheme="country", slug="es").delete()
    with pytest.raises(CommandError, match="no longer in the vocabulary: es"):
        call_command("load_demo", stdout=StringIO())
    assert not PracticePage.objects.exists()
