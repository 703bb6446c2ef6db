"""Practices are found by inflected words of any language, with or without diacritics, and by labels of their facts."""

import pytest

from tests.contract.asking import SearchClient
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


@pytest.mark.parametrize("examples", [INFLECTED, WITH_DIACRITICS], ids=["inflected", "with diacritics"])
def test_found_by_words_of_its_language(search: SearchClient, examples: list[tuple[str, str, list[str]]]) -> None:
    """Whatever the reader's language."""
    for language, title, _ in examples:
        # Others are called a practice.
        make_practice(title=title, language=language, evidence_level="innovation", summary="123")
    for language, title, words in examples:
        for reader in (language, "en" if language != "en" else "lt"):
            found = {word: search.titles(word, reader=reader) for word in words}
            assert found == {word: [title] for word in words}, reader


def test_diacritics_in_the_query_find_a_text_without(search: SearchClient) -> None:
    make_practice(title="Educacion para todos", language="es")
    assert search.titles("educación") == ["Educacion para todos"]


def test_letters_that_are_composed_differently_are_the_same(search: SearchClient) -> None:
    make_practice(title="Cafe\u0301 Internacional", language="es")  # decomposed, as some systems type it
    assert len(search.titles("café")) == len(search.titles("cafe")) == len(search.titles("cafe\u0301")) == 1


def test_capitals_with_a_dot_and_soft_hyphens_do_not_split_words(search: SearchClient) -> None:
    make_practice(title="From İstanbul to in\u00adte\u00adgra\u00adtion")
    assert len(search.titles("istanbul")) == len(search.titles("İSTANBUL")) == len(search.titles("integration")) == 1


def test_apostrophes_separate_words(search: SearchClient) -> None:
    make_practice(title="L’integrazione dell'adulto", language="it")
    for text in ("integrazione", "l'integrazione", "dell’adulto", "adulto"):
        assert len(search.titles(text, reader="it")) == 1, text


def test_all_words_must_match_in_any_part(search: SearchClient) -> None:
    make_practice(title="Gardening", summary="With neighbours.", results="<p>Tomatoes grew.</p>")
    assert len(search.titles("tomato neighbour gardening")) == 1
    assert search.titles("tomato neighbour skiing") == []


def test_words_of_a_translation_find_it_too(search: SearchClient) -> None:
    practice = make_practice(title="Gardening")
    translate(practice, "nl", title="Tuinieren")
    translate(practice, "lt", title="Sodininkystė")
    for text in ("gardening", "tuinieren", "sodininkyste"):
        assert search.titles(text, reader="es") == ["Gardening"], text


def test_labels_of_every_language_find_it(search: SearchClient) -> None:
    make_practice(title="For refugees", target_groups=["refugees"], summary="Nothing.")
    make_practice(title="For others", target_groups=["parents"], summary="Nothing.")
    for text in ("refugees", "vluchtelingen", "rifugiati", "pabėgėliai", "personas refugiadas"):
        assert search.titles(text) == ["For refugees"], text


def test_other_labels_of_every_language_find_it(search: SearchClient) -> None:
    make_practice(title="Found", target_groups=["third-country-nationals"])
    make_practice(title="Not found", target_groups=["parents"])
    for text in ("foreign nationals", "derdelanders", "stranieri", "užsieniečiai", "extranjeros"):
        assert search.titles(text) == ["Found"], text


def test_the_partners_names_find_it(search: SearchClient) -> None:
    make_practice("kpmpc", title="Found")
    make_practice("csci", title="Not found", language="it")
    lithuanian = partner_page("kpmpc", "lt").title
    assert "Kvalifikacijų" in lithuanian
    for text in ("kpmpc", "Kvalifikacijų", "kvalifikaciju plėtros", "beroepsonderwijs"):
        assert search.titles(text) == ["Found"], text


def test_organisations_and_area_find_it(search: SearchClient) -> None:
    make_practice(title="Found", organisations="Red Cross\nCaritas", area="Klaipėda")
    for text in ("caritas", "red cross", "klaipeda"):
        assert search.titles(text) == ["Found"], text


def test_stopwords_are_not_required(search: SearchClient) -> None:
    make_practice(title="Gardening together", summary="Neighbours.", activities="<p>Dig.</p>")
    assert search.titles("the gardening of whom", reader="en") == []  # "whom" is not a stopword
    assert len(search.titles("the gardening for neighbours", reader="en")) == 1


def test_a_text_without_a_word_finds_nothing(search: SearchClient) -> None:
    make_practice()
    assert search.results("?!").total == 0
    assert search.results("").total == 1
