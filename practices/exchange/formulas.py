"""Texts that a spreadsheet would take for a formula when it opens a CSV file."""

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
SHIELD = "'"


def shielded(text: str) -> str:
    """With an apostrophe before it, by which spreadsheets know a text."""
    return SHIELD + text if text.startswith(BEGINNINGS) else text


def unshielded(text: str) -> str:
    return text[1:] if text.startswith(SHIELD) and text[1:].startswith(BEGINNINGS) else text
