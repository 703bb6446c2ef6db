"""Relevance: what a clause of a query adds to the score of an entry, in every engine.

Powers of two are added the fastest.
"""

PLACES = {"title": 16, "summary": 8, "labels": 8}  # by the part that it is found in
# By form, in any place: as a separate word rather than part of a compound or a synonym, and exactly as typed.
WHOLE, EXACT = 16, 4
