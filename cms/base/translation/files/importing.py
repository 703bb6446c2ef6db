"""Determines what a translators' file would change, without changing anything."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.strings import StringValue

from cms.base.text import storable
from cms.base.translation.editor.boxes import in_its_lines
from cms.base.translation.editor.checks import plain, problems
from cms.base.translation.editor.markup import BrokenTokens, check_html
from cms.base.translation.files.item import Entry, Read, is_same_language
from cms.base.translation.texts.segments import OPTIONAL
from cms.base.translation.texts.text import Text

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """`item` is a title; `text` the beginning of a text, empty for the whole item; `problem` a sentence."""

    item: str
    text: str
    problem: str
    is_conflict: bool = False


@dataclass(slots=True)
class Outcome:
    """`words` are the translations to save, by `Text.key`. Conflicts and refused texts are left and reported.

    `conflicting`: the file's text where the site has another, with a sentence on when that was saved.
    """

    title: str = ""  # of the item or, if there is none, of the file
    texts: list[Text] = field(default_factory=list)  # of the item, before the import
    words: dict[Key, str] = field(default_factory=dict)
    doubts: dict[Key, str] = field(default_factory=dict)  # warnings about these
    conflicting: dict[Key, tuple[str, str]] = field(default_factory=dict)
    unchanged: int = 0
    refused: int = 0
    problems: list[ImportProblem] = field(default_factory=list)

    @property
    def conflicts(self) -> int:
        return len(self.conflicting)

    @property
    def changed(self) -> int:
        return len(self.words)


def as_json(outcomes: list[Outcome]) -> Mapping[str, Any]:
    """The totals of several files."""
    return {
        "changed": sum(each.changed for each in outcomes),
        "unchanged": sum(each.unchanged for each in outcomes),
        "conflicts": sum(each.conflicts for each in outcomes),
        "refused": sum(each.refused for each in outcomes),
        "problems": [
            {"item": problem.item, "text": problem.text, "problem": problem.problem}
            for each in outcomes
            for problem in each.problems
        ],
    }


def refused_file(name: str, problem: str) -> Outcome:
    """The outcome for a file that cannot be read, or is not for this page or person."""
    return Outcome(title=name, refused=1, problems=[ImportProblem(name, "", problem)])


def wrong_place(read: Read, item_id: str, language: str) -> str | None:
    """Why a file does not belong to the item and language; None if it does."""
    if not read.is_of_localize and not is_same_language(read.language, language):
        names = {"theirs": read.language, "ours": language}
        return _("The file is for another language: “%(theirs)s” instead of “%(ours)s”.") % names
    if read.id != item_id:
        return _("The file is for another page.")
    return None


def changed_or_removed() -> str:
    """Why a text in a file cannot be used."""
    return _("The original has changed since the export, or this text was removed: export it again.")


def import_texts(
    current: list[Text],
    read: Read,
    language: str,
    title: str,
    own: Collection[str] = frozenset(),
    exported: Mapping[Key, str] | None = None,
) -> Outcome:
    """What `read`, a file of the item `title`, would change in its `current` texts in `language`.

    `own`: the paths of texts that only files by the same sender have changed since the export. `exported`: the
    translations at the time of the export, as far as known. Texts without translation and fuzzy ones change nothing.
    """
    plan = _Plan(current, read, language, title, own, exported or {})
    by_key: dict[Key, list[Entry]] = defaultdict(list)
    for entry in read.entries:
        by_key[entry.path, entry.source].append(entry)
    for entries in by_key.values():
        plan.add(entries)
    if read.written and len(by_key) < read.written:
        lacking = read.written - len(by_key)
        message = ngettext(
            "The file is incomplete: %(count)d text that was exported to it is missing.",
            "The file is incomplete: %(count)d texts that were exported to it are missing.",
            lacking,
        )
        plan.outcome.refused += lacking
        plan.outcome.problems.append(ImportProblem(title, "", message % {"count": lacking}))
    return plan.outcome


class _Plan:
    def __init__(
        self,
        current: list[Text],
        read: Read,
        language: str,
        title: str,
        own: Collection[str],
        exported: Mapping[Key, str],
    ) -> None:
        self.read, self.language, self.title, self.own, self.exported = read, language, title, own, exported
        self.outcome = Outcome(title=title, texts=current)
        self.texts = {(text.path, storable(self._written(text))): text for text in current}
        self.paths: dict[str, list[Text]] = defaultdict(list)
        for text in current:
            self.paths[text.path].append(text)

    def add(self, entries: list[Entry]) -> None:
        """Adds the entries of a file with the same path and original; more than one is ambiguous."""
        entry = entries[0]
        text = self.texts.get((entry.path, entry.source))
        if self.read.is_of_localize and entry.path in OPTIONAL and entry.translation:
            self._refuse(entry, None, _("The slug is not taken from a file. Write it in the form of the page."))
        elif len({each.translation for each in entries}) > 1:
            self._refuse(entry, text, _("The file has several translations of this text: keep one of them."))
        elif entry.problem:
            self._refuse(entry, text, entry.problem)
        elif all(each.is_fuzzy for each in entries) or not entry.translation:
            self.outcome.unchanged += 1
        elif text is None:
            self._refuse(entry, None, self._why_unknown(entry))
        else:
            self._add_translation(entry, text)

    def _add_translation(self, entry: Entry, text: Text) -> None:
        translation = entry.translation
        if text.is_rich:
            try:
                translation = check_html(translation, text.source)
            except BrokenTokens as broken:
                self._refuse(entry, text, str(broken))
                return
        elif self.read.is_of_localize:
            translation = StringValue(translation).render_text()
        written, translation = translation, in_its_lines(text, translation)
        if text.translation and text.translation in (written, translation):
            self.outcome.unchanged += 1
            return
        if self._is_conflict(text) and self.exported.get(text.key) in (written, translation):
            self.outcome.unchanged += 1  # only the site has changed since
            return
        found = problems(text, translation, self.language)
        serious = [each for each in found if each.is_serious]
        if serious:
            self._refuse(entry, text, " ".join(each.message for each in serious))
        elif self._is_conflict(text):
            since = self._conflict(text)
            self.outcome.conflicting[text.key] = translation, since
            self._tell(entry, text, since, is_conflict=True)
        else:
            self.outcome.words[text.key] = translation
            self.outcome.doubts[text.key] = " ".join(each.message for each in found)

    def _written(self, text: Text) -> str:
        """The original according to the file."""
        is_html = self.read.is_of_localize and not text.is_rich
        return str(StringValue.from_plaintext(text.source).data) if is_html else text.source

    def _is_conflict(self, text: Text) -> bool:
        if not text.translation or text.path in self.own:
            return False
        exported = self.read.exported
        return exported is None or (text.saved is not None and text.saved > exported)

    def _conflict(self, text: Text) -> str:
        if text.saved is None or self.read.exported is None:
            return _("There is another translation on the website: it was kept.")
        when = date_format(localtime(text.saved), "DATETIME_FORMAT")
        if text.saved_by:
            message = _("%(person)s has saved another translation since the export (%(when)s): it was kept.")
            return message % {"person": text.saved_by, "when": when}
        return _("Another translation was saved since the export (%(when)s): it was kept.") % {"when": when}

    def _why_unknown(self, entry: Entry) -> str:
        there = self.paths.get(entry.path)
        if not there:
            return _("This text is not, or no longer, on the page.")
        if len(there) > 1:
            return changed_or_removed()
        now = Truncator(plain(there[0].source, there[0].is_rich)).chars(100)
        return _("The original has changed since the export. It now says: “%(now)s”. Export it again.") % {"now": now}

    def _refuse(self, entry: Entry, text: Text | None, problem: str) -> None:
        self.outcome.refused += 1
        self._tell(entry, text, problem)

    def _tell(self, entry: Entry, text: Text | None, problem: str, is_conflict: bool = False) -> None:
        words = Truncator(plain(text.source, text.is_rich) if text else entry.source).chars(80)
        name = f"{text.label}: {words}" if text and text.label else words
        self.outcome.problems.append(ImportProblem(self.title, name, problem, is_conflict))
