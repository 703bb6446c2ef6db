"""The checks find planted mistakes, and let pass what other languages write in other ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.base.text_limits import AtMost
from cms.base.translation.editor.checks import problems
from cms.base.translation.texts.text import Text

LONG = "Partners from five countries met in Rome and agreed on what to do next year."


def found(source: str, translation: str, locale: str = "lt", **values: object) -> list[tuple[str, bool]]:
    return [(each.check, each.is_serious) for each in problems(Text("body", source, **values), translation, locale)]


@pytest.mark.parametrize(
    ("source", "translation", "locale", "check"),
    [
        ("In 2024, 40 people", "2024 m. 41 žmogus", "lt", "numbers"),
        ("In 2024, 40 people", "2024 m. žmonės", "lt", "numbers"),
        ("Many people", "40 žmonių", "lt", "numbers"),
        ("1,000 people", "10 000 žmonių", "lt", "numbers"),
        ("3.5 million", "35 million", "nl", None),  # separators differ, so this is not seen
        ("On 2024-03-12", "2024 m. kovo 13 d.", "lt", "numbers"),
        ("On 12 March 2024", "13.3.2024", "it", "numbers"),
        ("At 2 pm", "Om 2 uur", "nl", "numbers"),
        ("See https://example.org/a", "Žr. https://example.com/a", "lt", "links"),
        ("See https://example.org/a", "Žr. svetainę", "lt", "links"),
        ("Write to info@example.org", "Rašykite info@example.com", "lt", "links"),
        ("Dear {name},", "Gerb. {vardas},", "lt", "links"),
        ("%(count)s texts", "%(skaičius)s tekstai", "lt", "links"),
        (LONG, "Partneriai.", "lt", "length"),
        (LONG, LONG * 3, "it", "length"),
        ("What is this?", "Kas tai.", "lt", "end"),
        ("This is it.", "Tai viskas", "lt", "end"),
        ("This is it", "Tai viskas.", "lt", "end"),
        ("Languages:", "Kalbos", "lt", "end"),
        ("What is this?", "Qué es esto?", "es", "end"),
        ("All about the project", "All about the project", "lt", "copy"),
    ],
)
def test_planted_mistakes(source: str, translation: str, locale: str, check: str | None) -> None:
    checks = [name for name, is_serious in found(source, translation, locale) if not is_serious]
    assert (check in checks) if check else not checks


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("1,000 people and 3.5 %", "1 000 žmonių ir 3,5 %", "lt"),
        ("1,000,000.50 euros", "1.000.000,50 euro", "nl"),
        ("1,000 people", "1\u202f000 personas", "es"),
        ("12,500 people", "12 500 žmonių", "lt"),
        ("On 12 March 2024", "2024-03-12", "lt"),
        ("On 12 March 2024", "12/3/2024", "it"),
        ("On 13/03/2024", "2024 m. kovo 13 d.", "lt"),
        ("On 2024-03-12", "On March 12, 2024", "en"),
        ("On 03/12/2024", "3 december 2024", "nl"),
        ("At 2 pm and 9.30 a.m.", "14.00 val. ir 9.30 val.", "lt"),
        ("At 14:00", "14 val.", "lt"),
        ("€ 5", "5,00 €", "lt"),
        ("40 people", "٤٠ شخصا", "ar"),
        ("See www.example.org/en/a.", "Žr. https://example.org/lt/b.", "lt"),
        ("https://example.org/2024/5", "https://example.org/lt/2025", "lt"),
        ("“This is it.”", "„Tai viskas.“", "lt"),
        ("What is this?", "¿Qué es esto?", "es"),
        ("What is this?", "Τι είναι αυτό;", "el"),
        ("What is this?", "ما هذا؟", "ar"),
        ("This is it.", "これです。", "ja"),
        ("And so on…", "Ir taip toliau...", "lt"),
        ("Since 2024", "Nuo 2024 m.", "lt"),
        ("Until 2 p.m.", "Iki 14 val.", "lt"),
        ("Courses, meetings, etc.", "Kursai, susitikimai ir kt.", "lt"),
        ("Consorzio Scuola Comunità Impresa", "Consorzio Scuola Comunità Impresa", "lt"),
        ("AMIR – Alleanze Musei", "AMIR – Alleanze Musei", "nl"),
        ("https://example.org/some/page", "https://example.org/some/page", "nl"),
        ("2014–2020", "2014–2020", "nl"),
        ("Partners", "Partners", "nl"),
    ],
)
def test_habits_of_other_languages(source: str, translation: str, locale: str) -> None:
    assert found(source, translation, locale) == []


@pytest.mark.parametrize(
    ("translation", "check", "values"),
    [
        ("", "blank", {}),
        (" \n\xa0\u200b", "blank", {}),
        ("<b> </b>", "blank", {"source": "<b>a</b>", "is_rich": True}),
        ("a\x00b", "blank", {}),
        ("Tekstas tekstas", "length", {"limit": AtMost(10)}),
        ("javascript:alert(1)", "links", {}),
        (" JavaScript : alert(1)", "links", {}),
        ("ftp://example.org", "links", {"source": "https://example.org"}),
        ("no link", "links", {"source": "https://example.org"}),
        ("<b>a", "links", {"is_rich": True}),
        ("<script>a</script>", "links", {"is_rich": True}),
        ("a", "links", {"source": '<a id="a1">a</a>', "is_rich": True}),
    ],
)
def test_what_is_not_accepted(translation: str, check: str, values: dict[str, object]) -> None:
    text = {"source": "Some text", **values}
    assert (check, True) in found(translation=translation, **text)


def test_markup_may_stand_in_a_plain_text() -> None:
    assert found("1 < 2", "1 < 2") == []
    assert found("What <b> means", "Ką reiškia <b>") == []


def test_messages_say_what_differs() -> None:
    (problem,) = problems(Text("a", "In 2024, 1,000"), "2025 m. 1 000", "lt")
    assert problem.message == "Other numbers: the original has 2024, the translation 2025."
    (problem,) = problems(Text("a", "1 and 2"), "1 and 2 and 3 4 5 6 7 8 9", "nl")
    assert problem.message == "A number that the original does not have: 3, 4, 5, 6, 7 …."
    (problem,) = problems(Text("a", "Some text", limit=AtMost(5)), "Tekstas", "lt")
    assert problem.message == "Too long by 2 characters: 5 are allowed."


def test_what_looks_like_a_token_is_told() -> None:
    for is_rich in (True, False):
        (problem,) = problems(Text("a", "Some bold text", is_rich=is_rich), "{1} paryškintas", "lt")
        assert problem.message == "Readers would see “{1}” as it is: the original has nothing of that name."
    assert found("Write {1} there", "Ten rašykite {1}") == []


def test_what_only_looks_like_a_url() -> None:
    assert found("A", "http://[x and www.éa", "lt") == [("links", False), ("links", False)]


@given(st.text(), st.text(), st.booleans(), st.sampled_from(["lt", "es", "el", "ar", "zh-hans", "xx"]))
def test_any_text_can_be_checked(source: str, translation: str, is_rich: bool, locale: str) -> None:
    problems(Text("a", source, is_rich=is_rich), translation, locale)
