"""Phrases, exclusions, synonyms and pinned results."""

from practices.models import PracticePage
from search.language.highlight import mark
from search.models import PinnedResult, SynonymGroup
from tests.contract.asking import SearchClient
from tests.factories import make_practice, translate


def synonyms(*terms: str, language: str = "en") -> SynonymGroup:
    return SynonymGroup.objects.create(language=language, terms="\n".join(terms))


def pin(text: str, page: PracticePage, position: int = 0, language: str = "en") -> PinnedResult:
    return PinnedResult.objects.create(language=language, text=text, page=page, position=position)


# -- phrases ----------------------------------------------------------------------------------------------------------


def test_the_words_of_a_phrase_are_adjacent_and_in_order(search: SearchClient) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    make_practice(title="Sewing in a circle")
    assert search.titles('"sewing circle"') == ["Sewing circle"]
    assert len(search.titles("sewing circle")) == 3


def test_quotes_of_every_language(search: SearchClient) -> None:
    """An unclosed quote is ignored."""
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    for text in ("“sewing circle”", "„sewing circle“", "«sewing circle»"):
        assert search.titles(text) == ["Sewing circle"], text
    assert sorted(search.titles('"SEWING  circle')) == ["Circle of sewing", "Sewing circle"]


def test_a_phrase_is_matched_literally(search: SearchClient) -> None:
    make_practice(title="Sewing circle", summary="Evenings of sewing circles.")
    make_practice(title="Sewing circle for all")
    assert search.titles('"sewing circles"') == ["Sewing circle"]
    assert len(search.titles("sewing circles")) == 2


def test_a_phrase_does_not_match_across_texts(search: SearchClient) -> None:
    make_practice(title="Evening sewing", summary="Circle of neighbours.")
    assert search.titles('"sewing circle"') == []
    assert search.titles('"evening sewing"') == ["Evening sewing"]


def test_a_phrase_beside_words(search: SearchClient) -> None:
    make_practice(title="Sewing circle", summary="In Kaunas.")
    make_practice(title="Sewing circle of the library", summary="In Utrecht.")
    assert search.titles('kaunas "sewing circle"') == ["Sewing circle"]
    assert search.titles('"sewing circle" "in utrecht"') == ["Sewing circle of the library"]


def test_a_stopword_beside_a_phrase(search: SearchClient) -> None:
    make_practice(title="Sewing circle")
    assert search.titles('with a "sewing circle"') == ["Sewing circle"]


def test_a_phrase_without_its_diacritics(search: SearchClient) -> None:
    make_practice(title="Užsieniečių klubas", language="lt")
    assert search.titles('"uzsienieciu klubas"', reader="lt") == ["Užsieniečių klubas"]


def test_a_phrase_in_a_translation(search: SearchClient) -> None:
    translate(make_practice(title="Sewing circle"), "nl", title="Samen naaien in de buurt")
    assert search.titles('"naaien in de buurt"') == ["Sewing circle"]


# -- exclusions -------------------------------------------------------------------------------------------------------


def test_a_word_with_a_minus_is_excluded(search: SearchClient) -> None:
    make_practice(title="Sewing club")
    make_practice(title="Football club")
    assert search.titles("club -football") == ["Sewing club"]
    assert search.titles("club −footballs") == ["Sewing club"]  # a real minus, and another form of the word
    assert search.counts("country", "club -football") == {"lt": 1}


def test_exclusions_alone_find_everything_else(search: SearchClient) -> None:
    make_practice(title="Sewing club")
    make_practice(title="Football club")
    make_practice(title="Chess evening")
    assert search.titles("-club") == ["Chess evening"]


def test_a_phrase_is_excluded_as_a_whole(search: SearchClient) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Circle of sewing")
    assert search.titles('sewing -"sewing circle"') == ["Circle of sewing"]


def test_a_hyphen_within_a_word_is_not_a_minus(search: SearchClient) -> None:
    make_practice(title="Buddy-scheme")
    assert search.titles("buddy-scheme") == ["Buddy-scheme"]
    assert search.titles("- buddy") == ["Buddy-scheme"]


def test_exclusions_match_in_every_language(search: SearchClient) -> None:
    translate(make_practice(title="Sewing club"), "nl", title="Naaiclub")
    make_practice(title="Football club")
    assert search.titles("club -naaiclub") == ["Football club"]


# -- synonyms ---------------------------------------------------------------------------------------------------------


def test_exclusions_after_many_words(search: SearchClient) -> None:
    words = [f"word{number}" for number in range(1, 13)]
    make_practice(title="Gardening", activities=f"<p>{' '.join(words)}</p>")
    make_practice(title="Football", activities=f"<p>{' '.join(words)} sport</p>")
    text = " ".join(words)
    assert search.titles(f"{text} extra -sport") == ["Gardening"]
    assert search.titles(f"{text} extra -'x' -\"ball games\" -sport") == ["Gardening"]
    assert search.titles(f"-sport {text}") == ["Gardening"]
    assert search.titles(f"the {text}", sort="newest") == ["Football", "Gardening"]  # stopwords take no room


def test_as_many_exclusions_as_a_text_has_room_for(search: SearchClient) -> None:
    make_practice(title="Gardening")
    make_practice(title="Sport")
    others = " ".join(f"-{chr(97 + number % 26)}{number // 26}" for number in range(45))
    assert search.titles(f"{others} -sport") == ["Gardening"]
    assert search.titles(f"gardening {others} -sport") == ["Gardening"]


def test_synonyms_find_each_other(search: SearchClient) -> None:
    make_practice(title="Jobs for all")
    make_practice(title="Labour for all")
    make_practice(title="Chess for all")
    assert len(search.titles("job")) == 1
    synonyms("job", "labour")
    assert sorted(search.titles("jobs")) == sorted(search.titles("labour all")) == ["Jobs for all", "Labour for all"]
    assert search.titles("job chess") == []


def test_synonyms_of_several_words(search: SearchClient) -> None:
    make_practice(title="Buddy scheme")
    make_practice(title="A scheme without a friend, and a buddy")
    make_practice(title="Befriending in pairs")
    synonyms("buddy scheme", "befriending")
    assert sorted(search.titles("befriending")) == ["Befriending in pairs", "Buddy scheme"]  # as a phrase
    assert search.partial("befriending") == ["A scheme without a friend, and a buddy"]
    assert "Befriending in pairs" in search.titles("buddy scheme")


def test_words_of_a_synonym_that_mean_nothing_alone_are_found_together_only(search: SearchClient) -> None:
    make_practice(title="Work in a good place", activities="<p>Out of reach.</p>")
    synonyms("unemployed", "out of work")
    results = search.results("unemployed")
    assert (results.hits, results.more) == ([], [])


def test_synonyms_of_several_words_are_found_in_any_form(search: SearchClient) -> None:
    make_practice(title="A place of their own to work", summary="Places to work.")
    make_practice(title="Work in a good place")
    make_practice(title="Onder één dak", language="nl")
    make_practice(title="Een dak", language="nl")
    synonyms("office", "working place", "place to work", "onder één dak")
    results = search.results("office")
    assert {hit.words[hit.language]["title"] for hit in results.hits} == {
        "Onder één dak", "A place of their own to work",
    }  # fmt: skip
    assert mark("Places to work, and work", results.terms, "en") == "<mark>Places to work</mark>, and work"


def test_synonyms_with_stopwords(search: SearchClient) -> None:
    make_practice(title="Befriending in pairs")
    synonyms("school of life", "befriending")
    assert search.titles("school of life") == ["Befriending in pairs"]


def test_a_synonym_is_not_recognised_by_one_word_of_it(search: SearchClient) -> None:
    make_practice(title="Work")
    make_practice(title="Unemployed")
    synonyms("unemployed", "out of work")
    assert search.titles("work") == ["Work"]


def test_synonyms_of_a_word_written_as_two(search: SearchClient) -> None:
    make_practice(title="Classes in Dutch")
    synonyms("NT2", "classes")
    for text in ("NT2", "NT-2"):
        assert search.titles(text) == ["Classes in Dutch"], text


def test_synonyms_apply_to_readers_of_their_language(search: SearchClient) -> None:
    make_practice(title="Labour for all")
    synonyms("job", "labour", language="nl")
    assert search.titles("job") == []
    assert search.titles("job", reader="nl") == ["Labour for all"]


def test_a_removed_synonym_no_longer_finds_anything(search: SearchClient) -> None:
    make_practice(title="Labour for all")
    group = synonyms("job", "labour")
    assert search.titles("job") == ["Labour for all"]
    group.terms = "job\nwork"
    group.save()
    assert search.titles("job") == []
    synonyms("job", "labour")
    assert search.titles("job") == ["Labour for all"]
    SynonymGroup.objects.all().delete()  # as the admin deletes several at once
    assert search.titles("job") == []


# -- pinned results ---------------------------------------------------------------------------------------------------


def test_pinned_results_come_first_in_their_order(search: SearchClient) -> None:
    first = make_practice(title="Without the word")
    second = make_practice(title="Chess", activities="<p>Also gardening.</p>")
    make_practice(title="Gardening, gardening, gardening")
    assert len(search.titles("gardening")) == 2
    pin("gardening", second, position=2)
    pin("gardening", first, position=1)
    assert search.titles("Gardening!") == ["Without the word", "Chess", "Gardening, gardening, gardening"]
    assert search.results("gardening").total == 3
    assert "Without the word" not in search.titles("gardening chess")


def test_a_result_pinned_for_a_word_is_not_pinned_for_its_exclusion(search: SearchClient) -> None:
    pin("gardening", make_practice(title="Gardening"))
    make_practice(title="Chess")
    assert search.titles("-gardening") == ["Chess"]


def test_pinned_results_respect_the_filters(search: SearchClient) -> None:
    pin("gardening", make_practice(title="Pinned", countries=["es"]))
    make_practice(title="Gardening", countries=["it"])
    assert search.titles("gardening", country=["it"]) == ["Gardening"]
    assert search.titles("gardening", country=["es"]) == ["Pinned"]
    assert search.counts("country", "gardening") == {"es": 1, "it": 1}


def test_other_sort_orders_ignore_pinning(search: SearchClient) -> None:
    make_practice(title="Gardening")
    pin("gardening", make_practice(title="Pinned"))
    assert search.titles("gardening", sort="title") == ["Gardening", "Pinned"]


def test_pinned_by_a_translation_and_shown_in_the_readers_language(search: SearchClient) -> None:
    practice = make_practice(title="Pinned")
    dutch = translate(practice, "nl", title="Vastgezet")
    make_practice(title="Gardening")
    pin("gardening", dutch)
    (first, _) = search.results("gardening").hits
    assert first.key == practice.translation_key
    assert search.titles("gardening", reader="nl") == ["Gardening"]


def test_a_hidden_page_is_not_shown_even_if_pinned(search: SearchClient) -> None:
    practice = make_practice(title="Pinned")
    make_practice(title="Gardening")
    pin("gardening", practice)
    assert search.titles("gardening") == ["Pinned", "Gardening"]
    practice.unpublish()
    assert search.titles("gardening") == ["Gardening"]
    practice.delete()
    assert search.titles("gardening") == ["Gardening"]
    assert not PinnedResult.objects.exists()


def test_a_page_that_is_pinned_twice_is_shown_once(search: SearchClient) -> None:
    practice = make_practice(title="Pinned")
    pin("gardening", practice)
    pin("Gardening ", practice, position=5)
    assert search.titles("gardening") == ["Pinned"]
