"""From a `SearchEntry` to its Elasticsearch document."""

from typing import Any

from cms.base.languages import content_languages, language_to_read
from search.language.analysis import folded_words
from search.models import SearchEntry

FIELDS = ("pk", "key", "version", "removed", "kind", "language", "words", "terms", "facets", "sorted_at")


def document(entry: SearchEntry) -> dict[str, Any]:
    """The document of `entry`; for a removed one only a tombstone."""
    base = {"id": entry.pk, "version": entry.version, "removed": entry.removed}
    if entry.removed:
        return base
    return {
        **base,
        "key": str(entry.key),
        "kind": entry.kind,
        "sorted_at": entry.sorted_at,
        "facets": entry.facets,
        "text": entry.terms,
        "title_order": {code: folded_words(_title(entry, code))[:512] for code, _ in content_languages()},
    }


def _title(entry: SearchEntry, language: str) -> str:
    """The title that a reader of `language` sees."""
    return entry.words[language_to_read(language, entry.words)]["title"]
