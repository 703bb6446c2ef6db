"""Phrases, exclusions, synonyms and pinned results."""

import pytest

from practices.models import PracticePage
from search.models import PinnedResult, SynonymGroup
from tests.contract.asking import Asking
from tests.factories import make_practice, translate


def synonyms(*terms: str, language: str = "en") -> SynonymGroup:
    return SynonymGroup.objects.create(language=language, terms="\n".join(terms))


def pin(text: str, page: PracticePage, position: int = 0, language: str = "en") -> PinnedResult:
    return PinnedResult.objects.create(language=language, text=text, page=page, position=position)


# -- phrases ----------------------------------------------------------------------------------------------------------


def test_a_phrase_is_found_in_its_order_and_unbroken(ask: Asking) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    make_practice(title="Sewing in a circle")
    assert ask.titles('"sewing circle"') == ["Sewing circle"]
    assert len(ask.titles("sewing circle")) == 3


@pytest.mark.parametrize("text", ["“sewing circle”", "„sewing circle“", "«sewing circle»", '"SEWING  circle'])
def test_quotes_of_every_language(ask: Asking, text: str) -> None:
    """A quote that is never closed is none."""
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    expected = ["Sewing circle"] if text[0] != '"' else ["Circle of sewing", "Sewing circle"]
    assert sorted(ask.titles(text)) == expected


def test_a_phrase_is_meant_as_it_is_written(ask: Asking) -> None:
    make_practice(title="Sewing circle", summary="Evenings of sewing circles.")
    make_practice(title="Sewing circle for all")
    assert ask.titles('"sewing circles"') == ["Sewing circle"]
    assert len(ask.titles("sewing circles")) == 2


def test_a_phrase_goes_over_no_border_between_texts(ask: Asking) -> None:
    make_practice(title="Evening sewing", summary="Circle of neighbours.")
    assert ask.titles('"sewing circle"') == []
    assert ask.titles('"evening sewing"') == ["Evening sewing"]


def test_a_phrase_beside_words(ask: Asking) -> None:
    make_practice(title="Sewing circle", summary="In Kaunas.")
    make_practice(title="Sewing circle of the library", summary="In Utrecht.")
    assert ask.titles('kaunas "sewing circle"') == ["Sewing circle"]
    assert ask.titles('"sewing circle" "in utrecht"') == ["Sewing circle of the library"]


def test_a_word_that_says_nothing_beside_a_phrase(ask: Asking) -> None:
    make_practice(title="Sewing circle")
    assert ask.titles('with a "sewing circle"') == ["Sewing circle"]


def test_a_phrase_without_its_diacritics(ask: Asking) -> None:
    make_practice(title="Užsieniečių klubas", language="lt")
    assert ask.titles('"uzsienieciu klubas"', reader="lt") == ["Užsieniečių klubas"]


def test_a_phrase_in_a_translation(ask: Asking) -> None:
    translate(make_practice(title="Sewing circle"), "nl", title="Samen naaien in de buurt")
    assert ask.titles('"naaien in de buurt"') == ["Sewing circle"]


# -- exclusions -------------------------------------------------------------------------------------------------------


def test_a_word_with_a_minus_is_excluded(ask: Asking) -> None:
    make_practice(title="Sewing club")
    make_practice(title="Football club")
    assert ask.titles("club -football") == ["Sewing club"]
    assert ask.titles("club −footballs") == ["Sewing club"]  # a real minus, and another form of the word
    assert ask.counts("country", "club -football") == {"lt": 1}


def test_only_exclusions_leave_everything_else(ask: Asking) -> None:
    make_practice(title="Sewing club")
    make_practice(title="Football club")
    make_practice(title="Chess evening")
    assert ask.titles("-club") == ["Chess evening"]


def test_a_phrase_is_excluded_as_a_whole(ask: Asking) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    assert ask.titles('sewing -"sewing circle"') == ["Circle of sewing"]


def test_a_hyphen_within_a_word_is_no_minus(ask: Asking) -> None:
    make_practice(title="Buddy-scheme")
    assert ask.titles("buddy-scheme") == ["Buddy-scheme"]
    assert ask.titles("- buddy") == ["Buddy-scheme"]


def test_what_is_excluded_in_another_language_is_excluded(ask: Asking) -> None:
    translate(make_practice(title="Sewing club"), "nl", title="Naaiclub")
    make_practice(title="Football club")
    assert ask.titles("club -naaiclub") == ["Football club"]


# -- synonyms ---------------------------------------------------------------------------------------------------------


def test_synonyms_find_each_other(ask: Asking) -> None:
    make_practice(title="Jobs for all")
    make_practice(title="Labour for all")
    make_practice(title="Chess for all")
    assert len(ask.titles("job")) == 1
    synonyms("job", "labour")
    assert sorted(ask.titles("jobs")) == sorted(ask.titles("labour all")) == ["Jobs for all", "Labour for all"]
    assert ask.titles("job chess") == []


def test_synonyms_of_several_words(ask: Asking) -> None:
    make_practice(title="Buddy scheme")
    make_practice(title="A scheme without a friend, and a buddy")
    make_practice(title="Befriending in pairs")
    synonyms("buddy scheme", "befriending")
    assert sorted(ask.titles("befriending")) == ["Befriending in pairs", "Buddy scheme"]  # as a phrase
    assert "Befriending in pairs" in ask.titles("buddy scheme")


def test_synonyms_with_words_that_say_nothing(ask: Asking) -> None:
    make_practice(title="Befriending in pairs")
    synonyms("school of life", "befriending")
    assert ask.titles("school of life") == ["Befriending in pairs"]


def test_synonyms_help_the_readers_of_their_language(ask: Asking) -> None:
    make_practice(title="Labour for all")
    synonyms("job", "labour", language="nl")
    assert ask.titles("job") == []
    assert ask.titles("job", reader="nl") == ["Labour for all"]


def test_a_synonym_that_is_taken_away_finds_no_more(ask: Asking) -> None:
    make_practice(title="Labour for all")
    group = synonyms("job", "labour")
    assert ask.titles("job") == ["Labour for all"]
    group.terms = "job\nwork"
    group.save()
    assert ask.titles("job") == []
    synonyms("job", "labour")
    assert ask.titles("job") == ["Labour for all"]
    SynonymGroup.objects.all().delete()  # as the admin deletes several at once
    assert ask.titles("job") == []


# -- pinned results ---------------------------------------------------------------------------------------------------


def test_pinned_results_stand_first_in_their_order(ask: Asking) -> None:
    first = make_practice(title="Without the word")
    second = make_practice(title="Chess", activities="<p>Also gardening.</p>")
    make_practice(title="Gardening, gardening, gardening")
    assert len(ask.titles("gardening")) == 2
    pin("gardening", second, position=2)
    pin("gardening", first, position=1)
    assert ask.titles("Gardening!") == ["Without the word", "Chess", "Gardening, gardening, gardening"]
    assert ask.results("gardening").total == 3
    assert "Without the word" not in ask.titles("gardening chess")


def test_what_is_pinned_for_a_word_is_not_for_its_exclusion(ask: Asking) -> None:
    pin("gardening", make_practice(title="Gardening"))
    make_practice(title="Chess")
    assert ask.titles("-gardening") == ["Chess"]


def test_pinned_results_obey_the_filters(ask: Asking) -> None:
    pin("gardening", make_practice(title="Pinned", countries=["es"]))
    make_practice(title="Gardening", countries=["it"])
    assert ask.titles("gardening", country=["it"]) == ["Gardening"]
    assert ask.titles("gardening", country=["es"]) == ["Pinned"]
    assert ask.counts("country", "gardening") == {"es": 1, "it": 1}


def test_other_orders_are_as_they_were_asked_for(ask: Asking) -> None:
    make_practice(title="Gardening")
    pin("gardening", make_practice(title="Pinned"))
    assert ask.titles("gardening", sort="title") == ["Gardening", "Pinned"]


def test_pinned_by_a_translation_and_shown_in_the_readers_language(ask: Asking) -> None:
    practice = make_practice(title="Pinned")
    dutch = translate(practice, "nl", title="Vastgezet")
    make_practice(title="Gardening")
    pin("gardening", dutch)
    (first, _) = ask.results("gardening").hits
    assert first.key == practice.translation_key
    assert ask.titles("gardening", reader="nl") == ["Gardening"]


def test_what_is_hidden_is_not_shown_though_it_is_pinned(ask: Asking) -> None:
    practice = make_practice(title="Pinned")
    make_practice(title="Gardening")
    pin("gardening", practice)
    assert ask.titles("gardening") == ["Pinned", "Gardening"]
    practice.unpublish()
    assert ask.titles("gardening") == ["Gardening"]
    practice.delete()
    assert ask.titles("gardening") == ["Gardening"]
    assert not PinnedResult.objects.exists()


def test_a_page_that_is_pinned_twice_is_there_once(ask: Asking) -> None:
    practice = make_practice(title="Pinned")
    pin("gardening", practice)
    pin("Gardening ", practice, position=5)
    assert ask.titles("gardening") == ["Pinned"]
