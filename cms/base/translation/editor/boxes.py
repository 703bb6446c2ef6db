"""A text in the editor's form: the names of its fields, and the content of its box."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s

from cms.base.translation.editor.checks import too_long
from cms.base.translation.editor.markup import BrokenTokens
from cms.base.translation.editor.tokens import from_tokens, to_tokens
from cms.base.translation.texts.text import Text

TEXT, WAS, ANSWER, COMMENT, MACHINE = (
    "text-",
    "was-",
    "answer-",
    "comment-",
    "machine-",
)  # each followed by the id of a text
DELIMITER = ":"  # between the id of a text and the key of a suggestion
MINE, THEIRS = "mine", "theirs"  # answers to the question whose words to keep


def digest(words: str) -> str:
    return blake2s(words.encode(), digest_size=8).hexdigest()


def place_id(path: str) -> str:
    return digest(path)


def text_id(text: Text) -> str:
    """Unique in an item; its first part stays when the words of the original change."""
    return f"{place_id(text.path)}-{digest(text.source)}"


def typed_as(text: Text, words: str) -> str:
    """A translation of `text` as people type it, with tokens for markup."""
    return to_tokens(words, text.source)[0] if text.is_rich else words


def source_as_typed(text: Text) -> str:
    return to_tokens(text.source)[0] if text.is_rich else text.source


def box_of(text: Text) -> str:
    """The initial content of the box: for a changed text, its old translation."""
    words = text.translation or (text.previous.translation if text.previous else "")
    return typed_as(text, words)


def words_of(text: Text, typed: str) -> str:
    """What was typed, converted to a translation. Raises `BrokenTokens`."""
    if problem := too_long(text, typed):
        raise BrokenTokens(problem.message)
    words = in_its_lines(text, typed)
    return from_tokens(words, text.source) if text.is_rich and words else words


def in_its_lines(text: Text, words: str) -> str:
    """`words` joined into one line if `text` has one line: line breaks mean nothing there."""
    if text.is_rich or "\n" not in text.source:
        words = " ".join(line for each in words.splitlines() if (line := each.strip()))
    return words.strip()


def was(text: Text) -> str:
    """The form's hidden state: digests of the translation and of the content of the box."""
    return f"{digest(text.translation)}.{digest(box_of(text))}"


@dataclass(frozen=True, slots=True)
class Typed:
    """The submitted fields of a text."""

    words: str
    translation: str  # digest of the translation that was shown
    box: str  # digest of the content of the box
    answer: str = ""  # whose words to keep
    machine: str = ""  # digest of what machine translation put into the box

    @property
    def is_untouched(self) -> bool:
        return digest(self.words) == self.box

    @property
    def is_machine_translation(self) -> bool:
        """Whether the box contains exactly what machine translation put there."""
        return digest(self.words) == self.machine


def typed_in(data: Mapping[str, str]) -> dict[str, Typed]:
    """The texts of the form `data`, by id."""
    found = {}
    for name in data:
        if name.startswith(TEXT):
            key = name.removeprefix(TEXT)
            translation, _, box = data.get(f"{WAS}{key}", "").partition(".")
            words = data[name].replace("\r\n", "\n")
            answer, machine = (data.get(f"{name}{key}", "") for name in (ANSWER, MACHINE))
            found[key] = Typed(words, translation, box, answer, machine)
    return found
