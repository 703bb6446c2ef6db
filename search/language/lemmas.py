"""The lemmas of words: the forms that dictionaries list them under."""

from search.language.dictionaries import lemma, open_dictionary
from search.language.folding import fold


def is_known(word: str, language: str) -> bool:
    """Whether `word`, with or without its diacritics, is in the dictionary of `language`, in any inflection.

    False for a language without a dictionary.
    """
    dictionary = open_dictionary(language)
    return dictionary is not None and fold(word) in dictionary


def may_be_word(word: str, language: str) -> bool:
    """Whether `word` is in the dictionary of `language`, or it has none."""
    dictionary = open_dictionary(language)
    return dictionary is None or fold(word) in dictionary


def lemmas(word: str, language: str) -> tuple[str, ...]:
    """The folded lemmas of `word`, sorted; none if `is_known` is False."""
    dictionary = open_dictionary(language)
    if dictionary is None:
        return ()
    form = fold(word)
    return tuple(sorted(lemma(form, edit) for edit in dictionary.get(form, ())))
