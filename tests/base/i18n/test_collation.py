"""Labels are in the alphabetical order of the reader's language."""

import random

import pytest

from cms.base.i18n.collation import ALPHABETS, sort_key

pytestmark = pytest.mark.once
SORTED = {
    # The order of letters of their own, and of what is sorted like another letter.
    "lt": "Airija Belgija Čekija Danija Islandija Ispanija Ysta Suomija Šveicarija Vokietija Zeta Žemaitija",
    "es": "Alemania Austria canon caña caoba Chipre Dinamarca España Estonia Noruega ñandú Omán",
    "nl": "België Bulgarije Cyprus Italië Oostenrijk Tsjechië Zweden",
    "it": "Austria città Cittadella è Estonia perché Perù",
    "en": "Åland Austria Éire Estonia Österreich Poland",
    "de": "Apfel Äpfel Arm Öl Ort Straße Strasse-2 Übel Ufer",
    "sv": "Albanien Danmark Zypern Åland Ägypten Österrike",
    "da": "Belgien Zambia Ægypten Østrig Aabenraa Århus",
    "pl": "Anglia Ąż Belgia Cypr Ćma Lublin Łotwa Słowenia Świat Zambia Źle Żory",
    "cs": "Cáchy Čechy Dánsko Holandsko Chorvatsko Itálie Řecko Slovensko Španělsko Zambie Železo",
    "hr": "Cipar Češka Ćuk Danska Džep Đakovo Estonija Lav Ljubav Madžarska Slovenija Španjolska Zagreb Žad",
    "lv": "Cēsis Čehija Igaunija Itālija Ylva Īrija Kipra Ķīna Lietuva Ļena Somija Šveice Zviedrija Žurka",
    "et": "Soome Šveits Zürich Žanna Taani Ungari Õpik Äke Öö Ürg",
    "hu": "Ciprus Csehország Dánia Olaszország Ördög Spanyolország Szlovákia Törökország Tyúk",
    "ro": "Albania Ăsta Âsta Belgia Italia Înalt Spania Șerpi Turcia Țara",
    "tr": "Cezayir Çekya Hırvatistan Irak İrlanda Jamaika Oslo Ömer Suriye Şili",
    "is": "Albanía Ábel Belgía Danmörk Ðý Zeta Þýskaland Ægir Österbro",
    "uk": "Грузія Ґанок Данія Естер Єва Жито Ирій Ірландія Їжак Йорк Кіпр Щука Ьо Югославія",
    "fr": "Côte Espagne Étude Finlande",
    "el": "Αυστρία Βέλγιο Έβρος Ελλάδα Ισπανία",
}


@pytest.mark.parametrize(("language", "expected"), SORTED.items())
def test_words_are_in_the_order_of_the_language(language: str, expected: str):
    words = expected.split()
    shuffled = random.Random(0).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_the_order_differs_between_languages():
    words = ["Česko", "Cz", "Yxa", "Ipa", "Zet", "Öl"]

    def order(language: str) -> list[str]:
        return sorted(words, key=lambda word: sort_key(word, language))

    assert order("lt") == ["Cz", "Česko", "Ipa", "Yxa", "Öl", "Zet"]
    assert order("sv") == ["Česko", "Cz", "Ipa", "Yxa", "Zet", "Öl"]


def test_accents_and_then_capitals_decide_between_the_same_words():
    words = ["resume", "Resume", "résumé", "Résumé", "resumes"]
    shuffled = random.Random(0).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, "en")) == words


def test_spaces_and_signs_come_first_and_then_digits():
    words = ["New York", "New-York", "New2", "„Newest“", "Newest"]
    assert sorted(words, key=lambda word: sort_key(word, "en")) == [
        "„Newest“",
        "New York",
        "New-York",
        "New2",
        "Newest",
    ]


def test_decomposed_letters_and_regions_are_the_same():
    assert sort_key("C\u030cekija", "lt")[:2] == sort_key("Čekija", "lt")[:2]
    assert sort_key("Ñ", "es-mx") == sort_key("Ñ", "es")


@pytest.mark.parametrize("language", ALPHABETS)
def test_rules_start_from_letters_and_name_each_letter_once(language: str):
    named: list[str] = []
    for rule in ALPHABETS[language].split():
        first, *letters = rule.replace("=", "<").split("<")
        assert len(first) == 1
        assert letters
        named += letters
    assert len(named) == len(set(named))
