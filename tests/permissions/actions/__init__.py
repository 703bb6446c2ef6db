"""What changes something: each action as the admin's own views do it. It says whether it was done."""

from tests.permissions.actions import files, people, practices, reviews, sharing, suggestions, translations, vocabulary

ACTIONS = [
    *practices.ACTIONS,
    *reviews.ACTIONS,
    *sharing.ACTIONS,
    *people.ACTIONS,
    *translations.ACTIONS,
    *suggestions.ACTIONS,
    *vocabulary.ACTIONS,
    *files.ACTIONS,
]
