"""How misspelt words are corrected, and how the words of the content are counted."""

import pytest
from django.db import transaction

from search.language.lemmas import is_known
from search.models import SearchWord, SynonymGroup
from search.projection.indexing import rebuild
from search.query.spelling import corrected, spelling
from tests.factories import make_practice, translate

pytestmark = pytest.mark.django_db


def correct(text: str, reader: str = "en") -> str:
    return corrected(text, spelling().guesses(text, reader))


def counts(*words: str) -> dict[tuple[str, str], int]:
    found = SearchWord.objects.filter(word__in=words).values_list("language", "word", "count")
    return {(language, word): count for language, word, count in found}


@pytest.mark.once
def test_words_are_corrected_with_their_diacritics() -> None:
    make_practice(title="Gardening together", summary="All gardenings.")
    make_practice(title="Užsieniečiai mokosi", language="lt")
    meant = {
        "gradening": "gardening",  # swapped
        "gardenig": "gardening",  # missing
        "gardenning": "gardening",  # doubled
        "gardeninx": "gardening",  # wrong
        "gadenig": "gardening",  # two mistakes in a long word
        "hardening": "gardening",
        "herdening": "herdening",  # not with another beginning
        "Gardenig, togehter!": "gardening, together!",
        "uzsieneiciai": "užsieniečiai",
        "Užsienieciaii": "užsieniečiai",
        '"gardenig together"': '"gardening together"',
        "gardenig gardenings": "gardening gardenings",
    }
    assert {typed: correct(typed) for typed in meant} == meant


@pytest.mark.once
def test_words_of_synonyms_are_corrected_to() -> None:
    make_practice(title="Zwanger en thuis", language="nl")
    assert correct("zwangerschp", "nl") == "zwangerschp"
    SynonymGroup.objects.create(language="nl", terms="zwanger\nzwangerschap\npregnancy\nverwachting van een kind")
    assert correct("zwangerschp", "nl") == "zwangerschap"
    assert correct("verwachtng", "nl") == "verwachting"
    assert correct("pregnncy", "nl") == "pregnncy"  # not a word of the reader's language
    assert correct("zwangerschp", "en") == "zwangerschp"
    assert correct("zwangre", "nl") == "zwanger"  # rather a word of the content


@pytest.mark.once
def test_the_first_part_of_a_very_long_word_may_be_misspelt() -> None:
    make_practice(title="Het participatieverklaringstraject", language="nl")
    assert correct("participatieverklaring", "nl") == "participatieverklaringstraject"
    assert correct("participatieverklaing", "nl") == "participatieverklaringstraject"
    assert correct("partcipatieverklaing", "nl") == "partcipatieverklaing"  # two typos


@pytest.mark.once
def test_left_unchanged() -> None:
    make_practice(title="Gardening together", summary="Since 2012: sport, a spa.")
    make_practice(title="Užsieniečiai mokosi", language="lt")
    unchanged = [
        "gardening",  # correct
        "GARDENING",
        "uzsieniečiai",  # correct except for a diacritic
        "gaxxexing",  # too many typos
        "gxrdxnxng",
        "spt",  # too short
        "2013",  # a number that is not there; 2012 is
        "gardening -sprot",  # excluded
        'gardening -"gardenig togehter"',
        "",
        "?!",
    ]
    assert [correct(typed) for typed in unchanged] == unchanged


@pytest.mark.once
def test_words_of_the_readers_language_come_first() -> None:
    """Then those of the languages that do not have what was typed."""
    make_practice(title="Cantina", summary="Mela.", language="it")
    translate(make_practice(title="Cantine"), "es", title="Melas")
    assert correct("cantinr", "it") == "cantina"
    assert correct("cantinr", "en") == "cantine"
    assert is_known("medias", "es")
    make_practice(title="Medios", language="es")
    assert correct("medias", "en") == "medias"


@pytest.mark.once
def test_the_nearest_on_the_keyboard_and_then_the_most_frequent() -> None:
    make_practice(title="Quark, quartz, smell")
    make_practice(title="Quirks", summary="Spell.")
    make_practice(title="More quartz", summary="Spell.")
    assert correct("quarn") == "quark"
    assert correct("quartx") == "quartz"  # beside z
    assert correct("sxell") == "spell"  # neither p nor m is beside x


@pytest.mark.once
def test_each_word_is_counted_once_for_each_entry_that_has_it() -> None:
    page = make_practice(title="Zorbing and zorbing", summary="Zorbing.")
    translate(page, "nl", title="Zorbing en zweven")
    make_practice(title="Zorbing", activities="<p>Zweven, zweven.</p>")
    words = ("zorbing", "zweven")
    assert counts(*words) == {("en", "zorbing"): 2, ("en", "zweven"): 1, ("nl", "zorbing"): 1, ("nl", "zweven"): 1}
    assert (correct("zorbign"), correct("zweevn", "nl")) == ("zorbing", "zweven")
    page.title, page.summary = "Sewing", "Circle."
    page.save_revision().publish()
    assert counts("zorbing", "sewing") == {("en", "zorbing"): 1, ("nl", "zorbing"): 1, ("en", "sewing"): 1}
    assert correct("sweing") == "sewing"
    page.unpublish()
    right = counts("zorbing", "sewing")
    assert right == {("en", "zorbing"): 1, ("nl", "zorbing"): 0, ("en", "sewing"): 0}
    assert correct("sweing") == "sweing"  # no longer used, and noticed by a process that knew it
    SearchWord.objects.update(count=7)
    rebuild()
    assert counts("zorbing", "sewing") == right


def test_words_of_translations_and_terms_are_known() -> None:
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren met buren", summary="Samen spitten.")
    for typed, reader, meant in [
        ("tuineren", "en", "tuinieren"),
        ("spiten", "nl", "spitten"),
        ("spiten", "en", "spiten"),  # short words only in the reader's language
        ("pabegeliia", "en", "pabėgėliai"),
    ]:
        assert correct(typed, reader) == meant


def test_words_that_were_rolled_back_are_unknown() -> None:
    for rolled_back in (True, False):
        with transaction.atomic():
            make_practice(title="Zorbing")
            transaction.set_rollback(rolled_back)
        assert correct("zorbign") == ("zorbign" if rolled_back else "zorbing")


def test_only_a_few_words_of_a_long_text_are_corrected() -> None:
    make_practice(title="Gardening together")
    typed = " ".join(["gardenig", *(f"gardening{letter}" for letter in "abcdefghij"), "gardenig"])
    assert correct(typed).split() == ["gardening"] * 3 + typed.split()[3:-1] + ["gardening"]
