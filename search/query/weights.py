"""Relevance: what a clause of a query adds to the score of an entry, in every engine.

Powers of two are added the fastest.
"""

PLACES = {"title": 16, "summary": 8, "labels": 8}  # by the part that it is found in
# By how it is written, wherever that is: as a word of its own rather than as a part of a compound or a synonym, and
# exactly as it was typed.
WHOLE, EXACT = 16, 4
