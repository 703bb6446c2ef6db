"""What a file would change: each text is counted once, and rejected ones are reported."""

from dataclasses import replace

import pytest

from cms.base.text_limits import AtMost
from cms.base.translation.files import po, reading, xliff
from cms.base.translation.files.importing import Outcome, as_json, import_texts, refused_file, wrong_place
from cms.base.translation.files.item import Entry, Read
from cms.base.translation.texts.text import Text
from tests.base.translation.files.examples import AFTER, BEFORE, EXPORTED, LABEL, RICH, TEXTS, item

GOOD = 'Žr. <a id="a1">tai</a> <b>visa</b>'


def planned(*entries: Entry, current: list[Text] = TEXTS, **values: object) -> Outcome:
    read = Read("page:6b1c", "en", "lt", EXPORTED, list(entries))
    return import_texts(current, replace(read, **values), "lt", "News")


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.changed, outcome.unchanged, outcome.conflicts, outcome.refused


@pytest.mark.parametrize("kind", [po, xliff])
def test_a_file_that_nobody_touched_changes_nothing(kind) -> None:
    outcome = import_texts(TEXTS, reading.read(kind.write(item())), "lt", "News")
    assert (counts(outcome), outcome.problems) == ((0, 5, 0, 0), [])


def test_new_and_other_translations() -> None:
    outcome = planned(
        Entry("summary", "Partners met in Rome.", "Partneriai susitiko Romoje."),
        Entry("body.1", RICH, GOOD),
        Entry("body.1", "Twelve <i>months</i>", "Dvylika <em>mėnesių</em>"),
        Entry("title", TEXTS[0].source, "Kitaip"),
        Entry("body.2", TEXTS[4].source, TEXTS[4].translation),
    )
    assert counts(outcome) == (4, 1, 0, 0)
    assert outcome.words == {
        ("summary", "Partners met in Rome."): "Partneriai susitiko Romoje.",
        ("body.1", RICH): GOOD,
        ("body.1", "Twelve <i>months</i>"): "Dvylika <em>mėnesių</em>",
        ("title", TEXTS[0].source): "Kitaip",
    }


def test_what_is_fuzzy_or_empty_stays_open() -> None:
    outcome = planned(
        Entry("summary", "Partners met in Rome.", "Partneriai", is_fuzzy=True),
        Entry("title", TEXTS[0].source, ""),
        Entry("gone", "Gone", "", is_fuzzy=True),
    )
    assert (counts(outcome), outcome.problems) == ((0, 3, 0, 0), [])


@pytest.mark.parametrize(
    ("path", "source", "translation", "problem"),
    [
        ("body.1", RICH, "Žr. <b>visa</b>", '<a id="a1"> … </a> is missing'),
        ("body.1", RICH, f"{GOOD}<script>alert(1)</script>", "“<script>” is not allowed here"),
        ("body.1", RICH, '<a href="javascript:alert(1)">tai</a>', "is not allowed here"),
        ("body.1", RICH, f"{GOOD}<b>", "</b> is missing: <b> is not closed."),
        ("summary", "Partners met in Rome.", "javascript:alert(1)", "A link must begin with https://"),
        ("summary", "Partners met in Rome.", "<script>alert(1)</script>", "contains a script"),
        ("summary", "Partners met in Rome.", "<img src=x onerror=alert(1)>", "contains a script"),
        ("summary", "Partners met in Rome.", " \n", "only spaces"),
        ("title", TEXTS[0].source, "x" * 256, "Too long by 1 character: 255 are allowed."),
        ("summary", "Partners met.", "Partneriai susitiko.", "It now says: “Partners met in Rome.”"),
        ("body.1", "Another paragraph", "Kita", "has changed since the export, or this text was removed"),
        ("body.9", "Gone", "Nebėra", "is not, or no longer, on the page"),
    ],
)
def test_what_is_refused_is_told(path: str, source: str, translation: str, problem: str) -> None:
    outcome = planned(Entry(path, source, translation))
    assert counts(outcome) == (0, 0, 0, 1)
    assert problem in outcome.problems[0].problem
    assert outcome.problems[0].item == "News"


def test_a_text_is_named_by_its_place_and_words() -> None:
    outcome = planned(Entry("body.1", RICH, "x"))
    assert outcome.problems[0].text == f"{LABEL}: See all of it & more\ntoday."


def test_conflicts_keep_what_is_there() -> None:
    theirs = replace(TEXTS[4], saved=AFTER)
    outcome = planned(Entry("body.2", theirs.source, "Kitaip"), current=[theirs])
    assert counts(outcome) == (0, 0, 1, 0)
    assert "Ona has saved another translation since the export (" in outcome.problems[0].problem
    same = planned(Entry("body.2", theirs.source, theirs.translation), current=[theirs])
    assert (counts(same), same.problems) == ((0, 1, 0, 0), [])


def test_without_the_time_of_the_export_nothing_is_overwritten() -> None:
    outcome = planned(Entry("title", TEXTS[0].source, "Kitaip"), exported=None)
    assert counts(outcome) == (0, 0, 1, 0)
    assert "There is another translation" in outcome.problems[0].problem


def test_duplicates() -> None:
    one, same, other = (Entry("summary", "Partners met in Rome.", said) for said in ("Susitiko", "Susitiko", "Kita"))
    assert counts(planned(one, same)) == (1, 0, 0, 0)
    outcome = planned(one, same, other)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "several translations" in outcome.problems[0].problem


@pytest.mark.parametrize("kept", [0, 1, 4])
def test_half_a_po_file(kept: int) -> None:
    entries = po.write(item()).decode().split("\n\n")
    half = "\n\n".join(entries[: kept + 1]).encode()
    outcome = import_texts(TEXTS, reading.read(half), "lt", "News")
    assert counts(outcome) == (0, kept, 0, 5 - kept)
    assert f"The file is incomplete: {5 - kept} text" in outcome.problems[-1].problem


def test_markup_of_xliff() -> None:
    written = xliff.write(item()).decode()
    for target in ("<script>alert(1)</script>", '<ph id="1">x</ph>', '<g id="9">x</g>', "<g>x</g>", '<x id="1"/>'):
        hostile = written.replace('state="needs-translation"/>', f'state="needs-translation">{target}</target>')
        outcome = import_texts(TEXTS, reading.read(hostile.encode()), "lt", "News")
        assert counts(outcome) == (0, 3, 0, 2), target
        assert "is not allowed here" in outcome.problems[0].problem


def test_the_files_of_wagtail_localize_have_plain_texts_as_html() -> None:
    current = [Text("title", "News & more\nhere", limit=AtMost(20))]
    entry = Entry("title", "News &amp; more<br/>here", "Naujienos &amp; <b>kt</b>.")
    outcome = planned(entry, current=current, is_of_localize=True)
    assert outcome.words == {("title", "News & more\nhere"): "Naujienos & kt."}


def test_files_of_other_places() -> None:
    read = reading.read(po.write(item()))
    assert wrong_place(read, "page:6b1c", "lt") is None
    assert wrong_place(replace(read, language="lt-lt"), "page:6b1c", "lt") is None
    assert "another page" in str(wrong_place(read, "page:0000", "lt"))
    assert wrong_place(read, "page:6b1c", "nl") == "The file is for another language: “lt” instead of “nl”."
    assert wrong_place(replace(read, language="pt-br"), "page:6b1c", "pt-pt") is not None


def test_several_files_together() -> None:
    outcomes = [
        planned(Entry("summary", "Partners met in Rome.", "Susitiko")),
        planned(Entry("body.1", RICH, "x")),
        refused_file("a.po", "The file is empty."),
    ]
    told = as_json(outcomes)
    assert {name: told[name] for name in ("changed", "unchanged", "conflicts", "refused")} == {
        "changed": 1, "unchanged": 0, "conflicts": 0, "refused": 2
    }  # fmt: skip
    assert told["problems"][1] == {"item": "a.po", "text": "", "problem": "The file is empty."}
    assert told["problems"][0].keys() == {"item", "text", "problem"}


def test_the_time_of_saving_counts() -> None:
    outcome = planned(Entry("title", TEXTS[0].source, "Kitaip"), current=[replace(TEXTS[0], saved=BEFORE)])
    assert counts(outcome) == (1, 0, 0, 0)


def test_lines_are_as_in_the_original_and_no_text_is_endless() -> None:
    outcome = planned(
        Entry("title", TEXTS[0].source, "Naujienos\nBcc: daug"),
        Entry("body.2", TEXTS[4].source, "Kita pirma\nKita antra"),
        Entry("summary", "Partners met in Rome.", "žodis " * 1000),
    )
    assert list(outcome.words.values()) == ["Naujienos Bcc: daug", "Kita pirma\nKita antra"]
    assert "Too long by" in outcome.problems[0].problem


def test_what_may_be_wrong_is_told_of_what_is_taken() -> None:
    outcome = planned(Entry("summary", "Partners met in Rome.", "Partneriai susitiko"))
    assert "with no punctuation" in outcome.doubts["summary", "Partners met in Rome."]


def test_nobody_is_in_conflict_with_themselves() -> None:
    saved = [replace(TEXTS[0], saved=AFTER)]
    read = Read("page:6b1c", "en", "lt", EXPORTED, [Entry("title", TEXTS[0].source, "Kitaip")])
    assert counts(import_texts(saved, read, "lt", "News")) == (0, 0, 1, 0)
    assert counts(import_texts(saved, read, "lt", "News", own={"title"})) == (1, 0, 0, 0)
