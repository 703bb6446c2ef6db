"""Actions that change something, performed through the admin's own views. Each returns whether it succeeded."""

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
