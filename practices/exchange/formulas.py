"""Texts that a spreadsheet would take for a formula when it opens a CSV file."""

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
SHIELD = "'"


def shielded(text: str) -> str:
    """With an apostrophe before it, by which spreadsheets know a text.

    So is a text that begins with apostrophes of its own before such a character: `unshielded` takes one from both.
    """
    return SHIELD + text if _may_be_a_formula(text) else text


def unshielded(text: str) -> str:
    return text[1:] if text.startswith(SHIELD) and _may_be_a_formula(text) else text


def _may_be_a_formula(text: str) -> bool:
    return text.lstrip(SHIELD).startswith(BEGINNINGS)
