"""Irregular forms, compounds and habits of writing find the same on every engine."""

from tests.contract.asking import SearchClient
from tests.factories import make_practice

# (language of the practice, its title, queries that find it)
FOUND = [
    ("nl", "Steden voor kinderen", ["stad", "kind"]),
    ("lt", "Žmonės ir užsieniečiai", ["zmogus", "žmogus užsienietis"]),
    ("nl", "Taal-cursus burgerschapsvaardigheden", ["taalcursus", "burgerschap", "vaardigheid cursus", "taal cursus"]),
    ("nl", "Opvang voor vluchtelingen", ["vluchtelingenopvang"]),
    ("en", "Labour market: IT and e-learning", ["labor", "IT training -sports", "elearning", "e learning"]),
    ("it", "Il C.P.I.A. dell’arte", ["CPIA", "c.p.i.a.", "l'arte"]),
    ("en", "Buddy to buddy", ["BUDDY2BUDDY"]),
    ("en", "Storytelling by phone call", ["story telling", "phonecall", "Phonecalls"]),
    ("en", "Funded in 2014-2016", ["2015", "2014–2016", "2010s", "2011/2014"]),
]


def test_what_is_found(search: SearchClient) -> None:
    for language, title, _ in FOUND:
        make_practice("kpmpc", language, title=title, summary="Training")
    for language, title, queries in FOUND:
        for query in queries:
            assert title in search.titles(query, reader=language), query


def test_names_are_found_in_the_forms_that_they_have_in_the_readers_language(search: SearchClient) -> None:
    make_practice(title="From Kaunas to Utrecht")
    for reader, text in (("lt", "Kaune"), ("lt", "Utrechte"), ("nl", "Utrechtse")):
        assert search.titles(text, reader=reader) == ["From Kaunas to Utrecht"], text


def test_what_is_not_found(search: SearchClient) -> None:
    for title in ("Vluchtelingenopvang", "Kinderopvang", "De opvang"):
        make_practice("nl", "nl", title=title, target_groups=["parents"])
    assert search.titles("vluchtelingenopvang", reader="nl") == ["Vluchtelingenopvang"]
    assert len(search.partial("opvangexamen", reader="nl")) == 3  # by the one part that there is
    assert search.titles('"opvang van"', reader="nl") == []
    # Who excludes a word does not exclude whatever it is a part of.
    assert set(search.titles("opvang -kinderen", reader="nl")) == {"Vluchtelingenopvang", "Kinderopvang", "De opvang"}
    assert search.titles("opvang", reader="nl")[0] == "De opvang"


def test_what_began_in_a_year_comes_before_what_ran_in_it(search: SearchClient) -> None:
    make_practice(title="Began", start_year=2014, end_year=2016)
    make_practice(title="Went on", start_year=2012, end_year=2018)
    make_practice(title="Later", start_year=2016, end_year=2018)
    assert search.titles("2014") == ["Began", "Went on"]
    assert search.titles("2012") == ["Went on"]
    assert search.titles("2018") == ["Later", "Went on"]
    assert set(search.titles("2013-2015")) == {"Began", "Went on"}
    assert set(search.titles("-2014")) == {"Later", "Went on"}  # what only went on in it is not excluded
    texts = {"activities": "<p>Moved in 2014, open again in 2014, closed in 2014.</p>"}
    make_practice(title="Names it", start_year=2012, end_year=2018, **texts)
    assert search.titles("2014") == ["Began", "Names it", "Went on"]


def test_a_word_that_is_a_stopword_elsewhere(search: SearchClient) -> None:
    make_practice("kpmpc", "lt", title="Apie mus", summary="Mes mokome.")
    make_practice(title="For mums")
    assert search.titles("mums") == ["For mums"]  # "us" in Lithuanian


def test_a_stopword_in_capitals_counts(search: SearchClient) -> None:
    make_practice("kpmpc", "en", title="It is a training")
    make_practice("kpmpc", "en", title="A training")
    assert search.titles("IT training") == ["It is a training"]
    assert search.titles('"it" training') == ["It is a training"]
    assert len(search.titles("it training")) == len(search.titles("IT TRAINING")) == 2


def test_long_words_are_quick(search: SearchClient) -> None:
    words = ["taal" * 125, "cursus" * 20, "a.b." * 50, "a-" * 60, "語" * 200]
    make_practice("nl", "nl", title="Opvang", activities=f"<p>{' '.join(words)}</p>")
    assert search.titles("opvang") == ["Opvang"]
    for word in words:
        assert search.titles(word) in (["Opvang"], []), word
