"""Similar practices, and titles while typing."""

from datetime import timedelta

from tests.contract.asking import Asking
from tests.factories import make_practice, translate

UNLIKE = {"target_groups": ["parents"], "methods": ["sport"], "skill_types": ["empathy"], "countries": ["es"]}


def similar(ask: Asking, page: object, count: int = 5) -> list[str]:
    ask.catch_up()
    return [hit.words["en"]["title"] for hit in ask.engine.similar(page.translation_key, count)]


def titles(ask: Asking, text: str, count: int = 5) -> list[str]:
    ask.catch_up()
    return [hit.words[hit.language]["title"] for hit in ask.engine.titles(text, count)]


def test_similar_practices_share_the_most_facts(ask: Asking) -> None:
    one = make_practice(title="Sewing circle")
    make_practice(title="Shares one fact", **{**UNLIKE, "target_groups": ["refugees"]})
    make_practice(title="Shares everything, and more", target_groups=["refugees", "parents"])
    make_practice(title="Shares two facts", **{**UNLIKE, "target_groups": ["refugees"], "countries": ["lt"]})
    make_practice(title="Shares nothing", **UNLIKE)
    assert similar(ask, one) == ["Shares everything, and more", "Shares two facts", "Shares one fact"]
    assert similar(ask, one, count=1) == ["Shares everything, and more"]


def test_of_equally_similar_ones_the_newest_comes_first(ask: Asking) -> None:
    one = make_practice(title="One")
    for title in ("Older", "Newer"):
        make_practice(title=title)
    assert similar(ask, one) == ["Newer", "Older"]


def test_similar_to_a_translation_is_similar_to_its_practice(ask: Asking) -> None:
    one = make_practice(title="One")
    make_practice(title="Other")
    assert similar(ask, translate(one, "nl")) == ["Other"]


def test_hidden_practices_are_similar_to_none(ask: Asking) -> None:
    one, draft = make_practice(title="One"), make_practice(title="Draft", live=False)
    make_practice(title="Unpublished").unpublish()
    assert similar(ask, one) == similar(ask, draft) == []


def test_titles_by_the_beginning_of_their_last_word(ask: Asking) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Sewing in pairs", summary="Circles too.")
    assert titles(ask, "sewing ci") == ["Sewing circle"]
    assert titles(ask, "SEW") == ["Sewing in pairs", "Sewing circle"]
    assert titles(ask, "SEW", count=1) == ["Sewing in pairs"]
    assert titles(ask, "ewing") == titles(ask, "sew pairs") == []


def test_titles_that_were_published_last_come_first(ask: Asking) -> None:
    first = make_practice(title="Sewing circle")
    make_practice(title="Sewing in pairs")
    first.first_published_at += timedelta(days=1)
    first.save()
    assert titles(ask, "sewing", count=1) == ["Sewing circle"]


def test_titles_of_every_language_and_kind(ask: Asking) -> None:
    translate(make_practice(title="Sewing circle"), "lt", title="Siuvėjų būrelis")
    assert titles(ask, "siuveju bur") == ["Sewing circle"]
    assert "Sewing circle" not in titles(ask, "kvalifikacij")
    assert titles(ask, "kvalifikacij")


def test_titles_of_hidden_pages_are_not_told(ask: Asking) -> None:
    make_practice(title="Sewing circle", live=False)
    make_practice(title="Sewing club").unpublish()
    assert titles(ask, "sewing") == []


def test_titles_for_text_without_a_word(ask: Asking) -> None:
    make_practice(title="Sewing circle")
    for text in ("", '"', "*", "-", "zzz", "' OR 1 --", "sewing)"):
        assert titles(ask, text) == (["Sewing circle"] if "sewing" in text else []), text
