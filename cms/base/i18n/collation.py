"""The alphabetical order of a language: "Čekija" comes after "Belgija" in Lithuanian, and not after "Vokietija".

No binding of ICU installs everywhere, so here are the alphabets of Europe's languages as CLDR defines them. As there,
accents and case matter only between words that are otherwise the same, unless they make a separate letter of the
alphabet.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

Weight = tuple[int, str, int]  # kind of character, the letter of the basic alphabet, place after that letter
Key = tuple[tuple[Weight, ...], tuple[str, ...], str]

NORDIC = "d=đ d=ð t=þ y=ü z<æ<ø<å æ=ä ø=ö å=aa"
SOUTH_SLAVIC = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž д<ђ и<ј л<љ н<њ т<ћ ч<џ"
# "n<ñ": ñ is a letter that follows n; "i=y": y is sorted as if it were i. Languages without an entry have neither.
ALPHABETS = {
    "be": "е<ё з<і у<ў",
    "bs": SOUTH_SLAVIC,
    "cs": "c<č h<ch r<ř s<š z<ž",
    "da": NORDIC,
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "y=ü z<å<ä<ö ä=æ ö=ø",
    "hr": SOUTH_SLAVIC,
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö s<sz t<ty u<ü z<zs ö=ő ü=ű",
    "is": "a<á d<đ<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö<å æ=ä ö=ø",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "д<ѓ з<ѕ и<ј л<љ н<њ т<ќ ч<џ",
    "mt": "b<ċ f<ġ g<għ h<ħ y<ż",
    "nb": NORDIC,
    "nn": NORDIC,
    "no": NORDIC,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș t<ț ș=ş ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr": SOUTH_SLAVIC,
    "sv": "d=đ d=ð t=þ y=ü z<å<ä<ö ä=æ ö=ø",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ е<є и<і<ї щ<ь",
}
WHOLE = {"й"}  # a letter of every Cyrillic alphabet, although Unicode decomposes it
# Letters that Unicode does not decompose, for alphabets that have no place for them.
LIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
MAX_LETTER_LENGTH = 3  # characters that are one letter, such as Hungarian "dzs"


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str) -> Key:
    """The key to sort `text` by for readers of `language` (a code such as "lt" or "pt-br")."""
    language = language.split("-")[0].lower()
    primary: list[Weight] = []
    accents: list[str] = []
    for weight, accent in _letters(_folded(text, language), _alphabet(language)):
        primary.append(weight)
        accents.append(accent)
    return tuple(primary), tuple(accents), text.swapcase()


def _folded(text: str, language: str) -> str:
    if language in ("az", "tr"):
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFC", text.casefold())


@cache
def _alphabet(language: str) -> dict[str, tuple[Weight, str]]:
    """The weight and the accent of each letter that the language does not sort as Unicode does."""
    found: dict[str, tuple[Weight, str]] = {}
    for rule in ALPHABETS.get(language, "").split():
        if "=" in rule:
            like, letter = rule.split("=")
            found[letter] = (found[like][0] if like in found else _weight(like), letter)
        else:
            first, *letters = rule.split("<")
            found |= {letter: ((2, first, place), "") for place, letter in enumerate(letters, start=1)}
    return found


def _letters(text: str, alphabet: dict[str, tuple[Weight, str]]) -> Iterator[tuple[Weight, str]]:
    position = 0
    while position < len(text):
        pieces = (text[position : position + length] for length in range(MAX_LETTER_LENGTH, 0, -1))
        piece = next((piece for piece in pieces if piece in alphabet), text[position])
        yield from [alphabet[piece]] if piece in alphabet else _plain(piece)
        position += len(piece)


def _plain(character: str) -> Iterator[tuple[Weight, str]]:
    """The character without its accents; empty for a combining accent."""
    base = character if character in WHOLE else LIKE.get(character) or unicodedata.normalize("NFD", character)
    for letter in base:
        if not unicodedata.combining(letter):
            yield _weight(letter), character if character != letter else ""


def _weight(character: str) -> Weight:
    """Spaces and punctuation come before digits, and digits before letters, which are in Unicode order."""
    kind = 2 if character.isalpha() else 1 if character.isdigit() else 0
    return kind, character, 0
