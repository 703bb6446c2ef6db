"""The settings and the mapping of the index. Its texts are terms, already analysed: see `search.language.terms`."""

import hashlib
import json
from functools import cache
from typing import Any

from cms.base.languages import content_languages
from search.language.terms import PARTS

MAX_RESULT_WINDOW = 10_000
ALL = "text.all"  # the terms of all parts, to find entries by
SEPARATOR = "|"  # joins terms in a query on `ALL` that count as one word, as rare as the most frequent of them
_ALL = {
    "type": "text",
    "analyzer": "terms",
    "search_analyzer": "any_term",
    "index_options": "docs",
    "norms": False,
    "similarity": "rarity",
}


def settings() -> dict[str, Any]:
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "30s",  # the feed refreshes after each request
        "max_result_window": MAX_RESULT_WINDOW,
        "analysis": {
            "analyzer": {
                "terms": {"type": "custom", "tokenizer": "whitespace"},
                "any_term": {"type": "custom", "tokenizer": "keyword", "filter": ["split"]},
            },
            "filter": {
                "split": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{SEPARATOR}]+)"],
                }
            },
        },
        # The inverse document frequency, however often a term occurs and however long the text is.
        "similarity": {"rarity": {"type": "BM25", "k1": 0, "b": 0}},
    }


def mappings() -> dict[str, Any]:
    keyword = {"type": "keyword", "ignore_above": 512}
    return {
        "dynamic": "strict",
        # Hits are shown from the entries, so only the feed's progress has to be readable.
        "_source": {"includes": ["version", "checkpoint"]},
        "properties": {
            "id": {"type": "long"},
            "version": {"type": "long"},
            "checkpoint": {"type": "long"},  # only in the checkpoint document
            "removed": {"type": "boolean"},
            "key": {"type": "keyword"},
            "kind": keyword,
            "sorted_at": {"type": "date"},
            "facets": {"type": "object", "dynamic": True},
            "text": {"properties": {**dict.fromkeys(PARTS, _text()), "all": _ALL}},
            "title_order": {"properties": {code: keyword for code, _ in content_languages()}},
        },
        "dynamic_templates": [
            {
                "facets": {
                    "path_match": "facets.*",
                    "mapping": {"type": "keyword", "eager_global_ordinals": True},
                }
            }
        ],
    }


def _text() -> dict[str, Any]:
    """Without norms: a longer text or more languages must not lower an entry's score."""
    return {"type": "text", "analyzer": "terms", "norms": False, "copy_to": ALL}


def fingerprint() -> str:
    """Changes with the settings and the mapping: then all documents have to be sent again."""
    return _fingerprint(tuple(code for code, _ in content_languages()))


@cache
def _fingerprint(languages: tuple[str, ...]) -> str:
    """Cached by language codes, the only thing that settings and mapping depend on."""
    text = json.dumps([settings(), mappings()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
