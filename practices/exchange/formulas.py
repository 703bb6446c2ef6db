"""Escapes texts that a spreadsheet would interpret as formulas when opening a CSV file."""

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
SHIELD = "'"


def shielded(text: str) -> str:
    """Prefixes an apostrophe, which marks a text in spreadsheets.

    Also for a text that itself begins with apostrophes before such a character, because `unshielded` removes one.
    """
    return SHIELD + text if _may_be_a_formula(text) else text


def unshielded(text: str) -> str:
    return text[1:] if text.startswith(SHIELD) and _may_be_a_formula(text) else text


def _may_be_a_formula(text: str) -> bool:
    return text.lstrip(SHIELD).startswith(BEGINNINGS)
