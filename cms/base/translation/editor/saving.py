"""Saves what was typed and reports the outcome: neither the user's nor other people's words are lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cms.base.signals import will_change
from cms.base.translation.desk.begin import begin
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.boxes import MINE, THEIRS, Typed, digest, text_id, words_of
from cms.base.translation.editor.checks import Problem, problems, too_long
from cms.base.translation.editor.machine import machine_for, note
from cms.base.translation.editor.markup import BrokenTokens
from cms.base.translation.texts.text import Text


@dataclass
class Outcome:
    """What became of the texts of a form, by text id."""

    saved: dict[str, str] = field(default_factory=dict)  # their new translations
    filled: dict[str, str] = field(default_factory=dict)  # the same text elsewhere in the item
    refused: dict[str, str] = field(default_factory=dict)  # what was typed
    conflicts: dict[str, str] = field(default_factory=dict)  # what was typed, where somebody else saved in between
    outdated: dict[str, str] = field(default_factory=dict)  # what was typed for an earlier version of the original
    gone: list[str] = field(default_factory=list)  # what was typed for texts that no longer exist

    @property
    def unsaved(self) -> dict[str, str]:
        return {**self.outdated, **self.refused, **self.conflicts}

    @property
    def is_done(self) -> bool:
        return not (self.unsaved or self.gone)


@transaction.atomic
def save_typed(item: TranslationItem, typed: Mapping[str, Typed], right: Collection[str], user: Any) -> Outcome:
    """Concurrent calls wait for each other. `right`: ids of texts whose old translation is still right."""
    will_change()  # before any row is locked
    TranslationItem.objects.select_for_update().filter(pk=item.pk).first()
    kind = KINDS[item.kind]
    texts = {text_id(text): text for text in kind.texts(item.object_key, item.locale)}
    outcome = _sorted_out(texts, typed, right, item.locale.language_code)
    _fill_repeated(texts, typed, outcome)
    new = {**outcome.filled, **outcome.saved}
    if new:
        begin(item, user)
        _save(item, texts, new, outcome, typed, user)
        if machine := machine_for(item):
            same = {texts[key]: words for key, words in outcome.saved.items() if typed[key].is_machine_translation}
            note(item, same, str(machine.display_name))
    return outcome


def _sorted_out(
    texts: Mapping[str, Text], typed: Mapping[str, Typed], right: Collection[str], language: str
) -> Outcome:
    outcome = Outcome()
    for key, given in typed.items():
        text = texts.get(key)
        is_right = key in right
        if text is None:
            if given.words.strip() and not given.is_untouched:
                _keep_for_changed(texts, typed, key, given.words, outcome)
            continue
        if given.answer == THEIRS or (given.is_untouched and not is_right):
            continue
        try:
            words = words_of(text, given.words)
        except BrokenTokens:
            outcome.refused[key] = given.words
            continue
        if not words and not text.translation:
            if text.previous:  # readers still see the old one: there is nothing to remove
                outcome.refused[key] = given.words
            continue
        if words == text.translation:
            continue
        if given.translation != digest(text.translation) or (given.answer != MINE and given.answer):
            outcome.conflicts[key] = given.words
        elif words and any(each.is_serious for each in problems(text, words, language)):
            outcome.refused[key] = given.words
        else:
            outcome.saved[key] = words
    return outcome


def _keep_for_changed(
    texts: Mapping[str, Text], typed: Mapping[str, Typed], key: str, words: str, outcome: Outcome
) -> None:
    """Keeps it in the box of the only text in the same place, if that is untouched; otherwise offers it for copying."""
    place = key.partition("-")[0]
    here = [each for each in texts if each.startswith(f"{place}-") and each not in typed]
    if len(here) == 1 and here[0] not in outcome.outdated:
        outcome.outdated[here[0]] = words
    else:
        outcome.gone.append(words)


def _fill_repeated(texts: Mapping[str, Text], typed: Mapping[str, Typed], outcome: Outcome) -> None:
    said = {(texts[key].source, texts[key].is_rich): words for key, words in outcome.saved.items() if words}
    for key, text in texts.items():
        words = said.get((text.source, text.is_rich), "")
        is_free = text.state == "missing" and (key not in typed or typed[key].is_untouched)
        if words and is_free and key not in outcome.saved and too_long(text, words) is None:
            outcome.filled[key] = words


def _save(
    item: TranslationItem,
    texts: Mapping[str, Text],
    new: Mapping[str, str],
    outcome: Outcome,
    typed: Mapping[str, Typed],
    user: Any,
) -> None:
    def save(keys: Iterable[str]) -> None:
        with transaction.atomic():
            words = {texts[key].key: new[key] for key in keys}
            KINDS[item.kind].save(item.object_key, item.locale, words, user)

    try:
        save(new)
    except ValueError:  # only this one: the others are saved
        for key in new:
            try:
                save([key])
            except ValueError:
                outcome.filled.pop(key, None)
                if outcome.saved.pop(key, None) is not None:
                    outcome.refused[key] = typed[key].words


def problems_of(text: Text, typed: str, language: str) -> list[Problem]:
    """The problems with the content of the box of `text`; none if it is empty."""
    try:
        words = words_of(text, typed)
    except BrokenTokens as broken:
        return [Problem("links", str(broken), is_serious=True)]
    return problems(text, words, language) if words else []
