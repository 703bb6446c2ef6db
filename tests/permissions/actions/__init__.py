"""What changes something: each action as the admin's own views do it. It says whether it was done."""

from tests.permissions.actions import (
    files,
    imports,
    people,
    practices,
    reviews,
    sharing,
    suggestions,
    translations,
    vocabulary,
)

ACTIONS = [
    *practices.ACTIONS,
    *imports.ACTIONS,
    *reviews.ACTIONS,
    *sharing.ACTIONS,
    *people.ACTIONS,
    *translations.ACTIONS,
    *suggestions.ACTIONS,
    *vocabulary.ACTIONS,
    *files.ACTIONS,
]
