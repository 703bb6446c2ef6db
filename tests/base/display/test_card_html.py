"""The HTML of a card is cached by everything that it shows."""

from dataclasses import replace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from cms.base.display.cards import Card
from cms.base.templatetags.card_tags import _drawn

LIST = Template(
    "{% load card_tags %}{% for card in cards %}{% card_html card show_kind=kind is_below=below %}{% endfor %}"
)
CARD = Card(
    title="Gardening", summary="In gardens.", url="/en/gardening/", language="en", kind_label="Practice", key="1",
    country_labels=["Italy"], thumbnail="/a.svg",
)  # fmt: skip


def drawn(*cards: Card, language: str = "en", **names: Any) -> str:
    with translation.override(language):
        return LIST.render(Context({"cards": cards, **names}))


def test_the_same_card_is_drawn_once() -> None:
    _drawn.cache_clear()
    assert drawn(CARD) == drawn(replace(CARD))
    assert _drawn.cache_info().misses == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda: drawn(replace(CARD, title="Sewing")),
        lambda: drawn(replace(CARD, country_labels=["Spain"])),
        lambda: drawn(CARD, kind=True),
        lambda: drawn(CARD, language="lt"),
    ],
)
def test_another_one_is_not_mixed_up_with_it(other: Any) -> None:
    assert other() not in ("", drawn(CARD))


def test_only_the_first_of_a_list_loads_its_picture_at_once() -> None:
    assert drawn(CARD, CARD, CARD).count('loading="lazy"') == 2
    assert drawn(CARD, CARD, CARD, below=True).count('loading="lazy"') == 3


def test_a_list_shows_three_target_groups_and_how_many_others_there_are() -> None:
    groups = ["Parents", "Refugees", "Women", "Workers", "Young adults"]
    assert "Parents, Refugees, Women</span>,&nbsp;+2" in drawn(replace(CARD, facts=groups))
    assert "+" not in drawn(replace(CARD, facts=groups[:3]))
