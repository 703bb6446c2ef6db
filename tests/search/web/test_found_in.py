"""A card names the fact that a practice was found by, if nothing else on it explains the match."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import make_practice, translate
from tests.search.site import PRACTICES

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def reason(text: str, reader: str = "en") -> list[str]:
    """What the only card says it was found in, and the words that are marked there."""
    soup = BeautifulSoup(Client().get(PRACTICES[reader], {"q": text}).content, "html.parser")
    [card] = soup.select("article.card")
    return [" ".join(found.get_text().split()) for found in card.select(".card__snippet, .card__snippet mark")]


def test_a_card_names_the_fact_that_was_found() -> None:
    facts = {"audiences": ["teachers"], "target_groups": ["refugees"], "evidence_level": "promising"}
    page = make_practice(
        title="Together", start_year=2012, end_year=2016, organisations="Stichting <b>Nieuw</b>", **facts
    )
    assert reason("teachers") == ["Found in: Audience: Teachers", "Teachers"]
    assert reason("promising") == ["Found in: Evidence level: Promising practice", "Promising"]
    assert reason("stichting") == ["Found in: Stichting <b>Nieuw</b>", "Stichting"]
    assert reason("2012") == ["Found in: Period: 2012–2016", "2012"]
    assert reason("2014") == ["Found in: Period: 2012–2016", "2012–2016"]
    assert reason("refugees") == []  # stands on the card
    assert reason("together") == []  # is marked in the title
    translate(page, "nl", title="Samen")
    assert reason("docenten", "nl") == ["Gevonden in: Gebruikers: Docenten", "Docenten"]
    assert reason("teachers", "nl") == ["Gevonden in: Teachers", "Teachers"]
