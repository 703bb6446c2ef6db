"""The outcome of an uploaded file as shown to the user: text by text, with tokens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.base.languages import language_name
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.boxes import box_of, source_as_typed, text_id, typed_as, was
from cms.base.translation.editor.saving import Outcome as Saved
from cms.base.translation.editor.saving import problems_of
from cms.base.translation.files.importing import Outcome, changed_or_removed
from cms.base.translation.files.receiving import Received
from cms.base.translation.texts.text import Text


@dataclass(frozen=True)
class Line:
    """A text in the original, on the site, and in the file. `told`: errors, warnings or conflicts."""

    label: str
    source: str = ""
    before: str = ""
    words: str = ""
    told: str = ""
    id: str = ""
    was: str = ""


@dataclass
class Result:
    """The result for a file. Without an `item`, all of it was refused."""

    title: str
    item: TranslationItem | None = None
    changed: list[Line] = field(default_factory=list)
    conflicts: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0  # texts that still have no translation

    @property
    def is_done(self) -> bool:
        return not (self.conflicts or self.refused)

    @property
    def doubts(self) -> int:
        """How many of the changed texts should be checked."""
        return sum(bool(each.told) for each in self.changed)

    @property
    def url(self) -> str:
        return self.item.editor_url if self.item else ""

    @property
    def language(self) -> str:
        return str(self.item.locale.language_code) if self.item else ""

    @property
    def language_name(self) -> str:
        return language_name(self.language) if self.item else ""


def result_of(received: Received) -> Result:
    item, outcome = received
    texts = {text.key: text for text in outcome.texts}
    return Result(
        title=outcome.title,
        item=item,
        changed=[_line(texts[key], words, outcome.doubts[key]) for key, words in outcome.words.items()],
        conflicts=[_line(texts[key], words, told) for key, (words, told) in outcome.conflicting.items()],
        refused=_refused(outcome),
        unchanged=outcome.unchanged,
        left=sum(text.state != "done" and text.key not in outcome.words for text in outcome.texts),
    )


def _line(text: Text, words: str, told: str = "") -> Line:
    return Line(
        text.label, source_as_typed(text), box_of(text), typed_as(text, words), told, id=text_id(text), was=was(text)
    )


def _refused(outcome: Outcome) -> list[Line]:
    return [Line(each.text, told=each.problem) for each in outcome.problems if not each.is_conflict]


def result_of_answers(
    item: TranslationItem, texts: Mapping[str, Text], now: Mapping[str, Text], saved: Saved
) -> Result:
    """The result after conflicts were resolved: `texts` by id as they were, and as they are `now`.

    Asks again about texts that somebody else has saved in the meantime.
    """
    language = item.locale.language_code
    result = Result(item.title, item, left=sum(text.state != "done" for text in now.values()))
    for key, words in {**saved.saved, **saved.filled}.items():
        result.changed.append(_line(texts[key], words))
    for key, typed in saved.unsaved.items():
        text = now.get(key)
        if text and key in saved.conflicts:
            told = _("Somebody else has saved this text in the meantime.")
            result.conflicts.append(Line(text.label, source_as_typed(text), box_of(text), typed, told, key, was(text)))
        elif text and key in saved.refused:
            told = " ".join(each.message for each in problems_of(text, typed, language))
            result.refused.append(Line(text.label, source_as_typed(text), words=typed, told=told))
        else:
            result.refused.append(_outdated(typed))
    result.refused += [_outdated(typed) for typed in saved.gone]
    return result


def _outdated(words: str) -> Line:
    return Line("", words=words, told=changed_or_removed())


def totals(results: list[Result]) -> dict[str, Any]:
    return {
        "changed": sum(len(each.changed) for each in results),
        "unchanged": sum(each.unchanged for each in results),
        "conflicts": sum(len(each.conflicts) for each in results),
        "refused": sum(len(each.refused) for each in results),
    }
