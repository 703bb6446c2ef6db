"""Similar practices, and title suggestions while typing."""

from datetime import timedelta

from tests.contract.asking import SearchClient
from tests.factories import make_practice, translate

UNLIKE = {"target_groups": ["parents"], "methods": ["sport"], "skill_types": ["empathy"], "countries": ["es"]}


def similar(search: SearchClient, page: object, count: int = 5) -> list[str]:
    search.catch_up()
    return [hit.words["en"]["title"] for hit in search.engine.similar(page.translation_key, count)]


def titles(search: SearchClient, text: str, count: int = 5) -> list[str]:
    search.catch_up()
    return [hit.words[hit.language]["title"] for hit in search.engine.titles(text, count)]


def test_similar_practices_share_the_most_facts(search: SearchClient) -> None:
    one = make_practice(title="Sewing circle")
    make_practice(title="Shares one fact", **{**UNLIKE, "target_groups": ["refugees"]})
    make_practice(title="Shares everything, and more", target_groups=["refugees", "parents"])
    make_practice(title="Shares two facts", **{**UNLIKE, "target_groups": ["refugees"], "countries": ["lt"]})
    make_practice(title="Shares nothing", **UNLIKE)
    assert similar(search, one) == ["Shares everything, and more", "Shares two facts", "Shares one fact"]
    assert similar(search, one, count=1) == ["Shares everything, and more"]


def test_ties_in_similarity_are_newest_first(search: SearchClient) -> None:
    one = make_practice(title="One")
    for title in ("Older", "Newer"):
        make_practice(title=title)
    assert similar(search, one) == ["Newer", "Older"]


def test_similar_to_a_translation_is_similar_to_its_practice(search: SearchClient) -> None:
    one = make_practice(title="One")
    make_practice(title="Other")
    assert similar(search, translate(one, "nl")) == ["Other"]


def test_hidden_practices_are_similar_to_none(search: SearchClient) -> None:
    one, draft = make_practice(title="One"), make_practice(title="Draft", live=False)
    make_practice(title="Unpublished").unpublish()
    assert similar(search, one) == similar(search, draft) == []


def test_titles_by_the_beginning_of_their_last_word(search: SearchClient) -> None:
    make_practice(title="Sewing circle")
    make_practice(title="Sewing in pairs", summary="Circles too.")
    assert titles(search, "sewing ci") == ["Sewing circle"]
    assert titles(search, "SEW") == ["Sewing in pairs", "Sewing circle"]
    assert titles(search, "SEW", count=1) == ["Sewing in pairs"]
    assert titles(search, "ewing") == titles(search, "sew pairs") == []


def test_titles_that_were_published_last_come_first(search: SearchClient) -> None:
    first = make_practice(title="Sewing circle")
    make_practice(title="Sewing in pairs")
    first.first_published_at += timedelta(days=1)
    first.save()
    assert titles(search, "sewing", count=1) == ["Sewing circle"]


def test_titles_of_every_language_and_kind(search: SearchClient) -> None:
    translate(make_practice(title="Sewing circle"), "lt", title="Siuvėjų būrelis")
    assert titles(search, "siuveju bur") == ["Sewing circle"]
    assert "Sewing circle" not in titles(search, "kvalifikacij")
    assert titles(search, "kvalifikacij")


def test_titles_of_hidden_pages_are_not_suggested(search: SearchClient) -> None:
    make_practice(title="Sewing circle", live=False)
    make_practice(title="Sewing club").unpublish()
    assert titles(search, "sewing") == []


def test_titles_for_text_without_a_word(search: SearchClient) -> None:
    make_practice(title="Sewing circle")
    for text in ("", '"', "*", "-", "zzz", "' OR 1 --", "sewing)"):
        assert titles(search, text) == (["Sewing circle"] if "sewing" in text else []), text
