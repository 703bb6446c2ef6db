"""Found by words of any language, inflected, with and without diacritics, and by the labels of the facts."""

import pytest

from tests.contract.asking import Asking
from tests.factories import make_practice, partner_page, translate

# language, title, and words that must find it
INFLECTED = [
    ("en", "Cooking workshops for newcomers", ["workshop", "cook", "WORKSHOPS", "newcomer"]),
    ("nl", "Vrijwilligers helpen gezinnen", ["vrijwilliger", "gezin", "gezinnen"]),
    ("it", "Volontari e pratiche teatrali nelle biblioteche", ["volontario", "pratica", "teatrale", "biblioteca"]),
    ("lt", "Savanoriai padeda mokytojams bibliotekoje", ["savanoris", "mokytojas", "biblioteka"]),
    ("es", "Talleres de cocina para mujeres", ["taller", "mujer", "cocinas"]),
]
WITH_DIACRITICS = [
    ("nl", "Coördinatie van geëngageerde buren", ["coordinatie", "coördinatie", "geengageerde"]),
    ("it", "Città accogliente", ["citta", "città", "CITTÀ"]),
    ("lt", "Užsieniečių klubas Žalgiris", ["uzsienieciu", "užsieniečių", "zalgiris", "ŽALGIRIS"]),
    ("es", "Educación cívica en la montaña", ["educacion", "educación", "civica", "montana", "montaña"]),
]


@pytest.mark.parametrize(("language", "title", "words"), INFLECTED + WITH_DIACRITICS)
@pytest.mark.parametrize("reader", ["same", "other"])
def test_found_by_words_of_its_language(ask: Asking, language: str, title: str, words: list[str], reader: str) -> None:
    """Whichever language the reader reads in."""
    make_practice(title=title, language=language)
    make_practice(title="Unrelated")
    reads = language if reader == "same" else "en" if language != "en" else "lt"
    assert {word: ask.titles(word, reader=reads) for word in words} == {word: [title] for word in words}


def test_diacritics_in_the_query_find_a_text_without(ask: Asking) -> None:
    make_practice(title="Educacion para todos", language="es")
    assert ask.titles("educación") == ["Educacion para todos"]


def test_letters_that_are_composed_differently_are_the_same(ask: Asking) -> None:
    make_practice(title="Cafe\u0301 Internacional", language="es")  # decomposed, as some systems type it
    assert len(ask.titles("café")) == len(ask.titles("cafe")) == len(ask.titles("cafe\u0301")) == 1


def test_capitals_with_a_dot_and_soft_hyphens_cut_no_word(ask: Asking) -> None:
    make_practice(title="From İstanbul to in\u00adte\u00adgra\u00adtion")
    assert len(ask.titles("istanbul")) == len(ask.titles("İSTANBUL")) == len(ask.titles("integration")) == 1


def test_apostrophes_separate_words(ask: Asking) -> None:
    make_practice(title="L’integrazione dell'adulto", language="it")
    for text in ("integrazione", "l'integrazione", "dell’adulto", "adulto"):
        assert len(ask.titles(text, reader="it")) == 1, text


def test_all_words_must_be_there_wherever_they_stand(ask: Asking) -> None:
    make_practice(title="Gardening", summary="With neighbours.", results="<p>Tomatoes grew.</p>")
    assert len(ask.titles("tomato neighbour gardening")) == 1
    assert ask.titles("tomato neighbour skiing") == []


def test_words_of_a_translation_find_it_too(ask: Asking) -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    translate(practice, "lt", title="Sodininkystė")
    for text in ("gardening", "tuinieren", "sodininkyste"):
        assert ask.titles(text, reader="es") == ["Gardening"], text


@pytest.mark.parametrize(
    "text",
    ["refugees", "vluchtelingen", "rifugiati", "pabėgėliai", "personas refugiadas"],
    ids=["en", "nl", "it", "lt", "es"],
)
def test_labels_of_every_language_find_it(ask: Asking, text: str) -> None:
    make_practice(title="For refugees", target_groups=["refugees"], summary="Nothing.")
    make_practice(title="For others", target_groups=["parents"], summary="Nothing.")
    assert ask.titles(text) == ["For refugees"]


@pytest.mark.parametrize("text", ["foreign nationals", "derdelanders", "stranieri", "užsieniečiai", "extranjeros"])
def test_other_labels_of_every_language_find_it(ask: Asking, text: str) -> None:
    make_practice(title="Found", target_groups=["third-country-nationals"])
    make_practice(title="Not found", target_groups=["parents"])
    assert ask.titles(text) == ["Found"]


def test_the_partners_names_find_it(ask: Asking) -> None:
    make_practice("kpmpc", title="Found")
    make_practice("csci", title="Not found", language="it")
    lithuanian = partner_page("kpmpc", "lt").title
    assert "Kvalifikacijų" in lithuanian
    for text in ("kpmpc", "Kvalifikacijų", "kvalifikaciju plėtros", "beroepsonderwijs"):
        assert ask.titles(text) == ["Found"], text


def test_organisations_and_area_find_it(ask: Asking) -> None:
    make_practice(title="Found", organisations="Red Cross\nCaritas", area="Klaipėda")
    for text in ("caritas", "red cross", "klaipeda"):
        assert ask.titles(text) == ["Found"], text


def test_words_that_say_nothing_are_not_required(ask: Asking) -> None:
    make_practice(title="Gardening together", summary="Neighbours.", activities="<p>Dig.</p>")
    assert ask.titles("the gardening of whom", reader="en") == []  # "whom" is no such word
    assert len(ask.titles("the gardening for neighbours", reader="en")) == 1


def test_a_text_without_a_word_finds_nothing(ask: Asking) -> None:
    make_practice()
    assert ask.results("?!").total == 0
    assert ask.results("").total == 1
