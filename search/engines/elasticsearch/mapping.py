"""The index: which fields a document has. Its texts are terms already analysed: see `search.language.terms`."""

import hashlib
import json
from functools import cache
from typing import Any

from cms.base.languages import content_languages
from search.language.terms import PARTS

MAX_RESULT_WINDOW = 10_000


def settings() -> dict[str, Any]:
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "30s",  # the feed refreshes what it has sent
        "max_result_window": MAX_RESULT_WINDOW,
        "analysis": {"analyzer": {"terms": {"type": "custom", "tokenizer": "whitespace"}}},
    }


def mappings() -> dict[str, Any]:
    keyword = {"type": "keyword", "ignore_above": 512}
    return {
        "dynamic": "strict",
        # What is found is shown from the entries: only what says how far the feed has come need come back.
        "_source": {"includes": ["version", "checkpoint"]},
        "properties": {
            "id": {"type": "long"},
            "version": {"type": "long"},
            "checkpoint": {"type": "long"},  # of the one document that says how far the feed has come
            "removed": {"type": "boolean"},
            "key": {"type": "keyword"},
            "kind": keyword,
            "sorted_at": {"type": "date"},
            "facets": {"type": "object", "dynamic": True},
            "text": {"properties": {part: _text(part) for part in PARTS}},
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


def _text(part: str) -> dict[str, Any]:
    """In how many languages an entry has texts and labels must not make any of them weigh less."""
    return {"type": "text", "analyzer": "terms", "norms": part in ("title", "summary")}


def fingerprint() -> str:
    """Changes when the settings or the mapping change: then documents have to be sent anew."""
    return _fingerprint(tuple(code for code, _ in content_languages()))


@cache
def _fingerprint(languages: tuple[str, ...]) -> str:
    """Settings and mapping depend on nothing but the languages of the site."""
    text = json.dumps([settings(), mappings()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
