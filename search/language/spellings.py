"""Words that may be spelled in two ways, as in Britain and in America: both are compared as one of them.

And the places that adjectives are made of, where these have a spelling of their own.
"""

import re
from collections.abc import Callable

# The vowel in front keeps four, tour, rise and prise as they are.
ENGLISH = (
    (r"([aeiouy].*)our$", r"\1or"),  # labour
    (r"([aeiouy].*)(i|y)s(e|er|ation|ing)$", r"\1\2z\3"),  # organise, analyse, organisation
    (r"([tb])re$", r"\1er"),  # centre
    (r"([aeiouy].*)ence$", r"\1ense"),  # licence
    (r"([aeiouy].*)ogue$", r"\1og"),  # dialogue
    (r"([aeiouy].*[aeiouy])ll(or|er|ing)$", r"\1l\2"),  # counsellor
    (r"amme$", "am"),  # programme
    (r"^practise$", "practice"),
    (r"^people$", "person"),  # two words in dictionaries, one to readers
)
# Silent consonants.
SPANISH = (
    (r"^ps", "s"),  # psicólogo
    (r"^trans([bcdfglmnpt])", r"tras\1"),  # transporte
    (r"^subs([ct])", r"sus\1"),  # substituir
)
RULES = {
    language: [(re.compile(pattern), replacement) for pattern, replacement in rules]
    for language, rules in {"en": ENGLISH, "es": SPANISH}.items()
}


PLACES = {"nl": re.compile(r"(.{3,}[^aeious])s")}  # Utrechts(e): Snowball keeps the "s" of some


def place(adjective: str, language: str, is_known: Callable[[str, str], bool]) -> str:
    """The place that `adjective` may be made of; empty if there is none. Places are in few dictionaries."""
    match = PLACES[language].fullmatch(adjective) if language in PLACES else None
    return match[1] if match and not is_known(match[1], language) else ""


def common_spelling(word: str, language: str, is_known: Callable[[str, str], bool]) -> str:
    """The spelling that stands for all spellings of `word`; it is itself a word."""
    for pattern, replacement in RULES.get(language, ()):
        other = pattern.sub(replacement, word)
        if other != word and is_known(other, language):
            return other
    return word
