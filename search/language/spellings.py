"""British and American spellings of English words: both are compared as the American one."""

import re
from collections.abc import Callable

# The vowel in front keeps four, tour, rise and prise as they are.
RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
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
]


def common_spelling(word: str, is_known: Callable[[str], bool]) -> str:
    """The spelling that stands for all spellings of the English `word`; it is itself a word."""
    for pattern, replacement in RULES:
        other = pattern.sub(replacement, word)
        if other != word and is_known(other):
            return other
    return word
