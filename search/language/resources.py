"""What the libraries support for each language, read from the libraries themselves.

simplemma has dictionaries (the lemma of each form of a word), Snowball has stemmers. A language with neither is
searched by its words as they are, folded.
"""

from functools import cache

import snowballstemmer
from babel import Locale
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from cms.base.i18n.language_codes import base_language

# Languages that a library has under another code.
DICTIONARY_OF = {"no": "nb", "bs": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "fil": "tl"}
STEMMER_OF = {"nb": "no", "nn": "no", "bs": "sr", "hr": "sr", "sh": "sr"}


def dictionary_code(language: str) -> str | None:
    """simplemma's code of the dictionary for `language`, if it has one."""
    language = base_language(language)
    code = DICTIONARY_OF.get(language, language)
    return code if code in SUPPORTED_LANGUAGES else None


def stemmer_name(language: str) -> str | None:
    """The name of Snowball's algorithm for `language`, if it has one."""
    language = base_language(language)
    return _stemmers().get(STEMMER_OF.get(language, language))


@cache
def _stemmers() -> dict[str, str]:
    """Snowball names its algorithms by the English names of languages."""
    codes = {name.lower(): code for code, name in Locale("en").languages.items()}
    return {codes[name]: name for name in snowballstemmer.algorithms() if name in codes}
