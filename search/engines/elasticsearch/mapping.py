"""The index: which fields a document has, and how the text of each language is analysed."""

import hashlib
import json
from functools import cache
from typing import Any

from cms.base.languages import content_languages
from search.analysis import IRREGULAR

# Elasticsearch's own analysers and, for folded text, its stemmers. A language that is not here is folded only.
ANALYSERS = {
    "ca": ("catalan", "catalan"),
    "da": ("danish", "danish"),
    "de": ("german", "light_german"),
    "en": ("english", "english"),
    "es": ("spanish", "light_spanish"),
    "et": ("estonian", "estonian"),
    "fi": ("finnish", "finnish"),
    "fr": ("french", "light_french"),
    "hu": ("hungarian", "hungarian"),
    "it": ("italian", "italian"),  # the light one takes "musei" and "museo" for two words
    "lt": ("lithuanian", "lithuanian"),
    "lv": ("latvian", "latvian"),
    "nl": ("dutch", "dutch"),
    "no": ("norwegian", "norwegian"),
    "pt": ("portuguese", "light_portuguese"),
    "ro": ("romanian", "romanian"),
    "sv": ("swedish", "swedish"),
}
# Replaced before a word is stemmed: the stemmer does not know that "taalmaatjes" is the plural of "taalmaatje".
BEFORE_STEMMING = {"nl": ("jes$", "je")}
# From the weightiest to the lightest, with the weight of each.
PARTS = {"title": 10, "labels": 4, "summary": 3, "body": 1}
MAX_RESULT_WINDOW = 10_000


def settings() -> dict[str, Any]:
    analyzers: dict[str, Any] = {"folded": _folded(["asciifolding"])}
    # "gezinnen" loses its ending and becomes "gezin", not "gezinn".
    single_end = {"type": "pattern_replace", "pattern": r"([bcdfghjklmnpqrstvwxz])\1$", "replacement": "$1"}
    filters: dict[str, Any] = {"single_end": single_end}
    for code, (_, stemmer) in _known_languages().items():
        filters[f"stem_{code}"] = {"type": "stemmer", "language": stemmer}
        before = ""
        if code in IRREGULAR:
            rules = [f"{plural} => {singular}" for plural, singular in IRREGULAR[code].items()]
            filters[f"irregular_{code}"] = {"type": "stemmer_override", "rules": rules}
            before = f"irregular_{code},"
        if code in BEFORE_STEMMING:
            pattern, replacement = BEFORE_STEMMING[code]
            filters[f"before_{code}"] = {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}
            before += f"before_{code},"
        # Both orders: stemmers need diacritics to see some endings, and readers often leave them out.
        filters[f"fold_and_stem_{code}"] = {
            "type": "multiplexer",
            "preserve_original": False,
            "filters": [f"{before}stem_{code},single_end,asciifolding", f"asciifolding,{before}stem_{code},single_end"],
        }
        analyzers[f"folded_{code}"] = _folded([f"fold_and_stem_{code}"])
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "30s",  # the feed refreshes what it has sent
        "max_result_window": MAX_RESULT_WINDOW,
        "analysis": {
            "char_filter": {"apostrophes": {"type": "mapping", "mappings": ["'=>\\u0020", "’=>\\u0020", "_=>\\u0020"]}},
            "filter": filters,
            "analyzer": analyzers,
        },
    }


def _folded(filters: list[str]) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": ["apostrophes"],
        "tokenizer": "standard",
        "filter": ["lowercase", *filters],
    }


def _known_languages() -> dict[str, tuple[str, str]]:
    return {code: ANALYSERS[code] for code, _ in content_languages() if code in ANALYSERS}


def mappings() -> dict[str, Any]:
    keyword = {"type": "keyword", "ignore_above": 512}
    return {
        "dynamic": "strict",
        # What is only searched need not come back: a hit is handed over as it is stored, without being taken apart.
        "_source": {"excludes": ["text", "title_order"]},
        "properties": {
            "id": {"type": "long"},
            "version": {"type": "long"},
            "checkpoint": {"type": "long"},  # of the one document that says how far the feed has come
            "removed": {"type": "boolean"},
            "key": {"type": "keyword"},
            "kind": keyword,
            "language": {"type": "keyword", "index": False},
            "sorted_at": {"type": "date"},
            "facets": {"type": "object", "dynamic": True},
            "words": {"type": "object", "enabled": False},  # what cards show: stored, not searched
            "text": {"properties": {code: _text_of(code) for code, _ in content_languages()}},
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


def _text_of(code: str) -> dict[str, Any]:
    analyser = ANALYSERS[code][0] if code in ANALYSERS else "folded"
    folded = f"folded_{code}" if code in ANALYSERS else "folded"
    field: dict[str, Any] = {
        "type": "text",
        "analyzer": analyser,
        "fields": {
            "folded": {"type": "text", "analyzer": folded},
            # For phrases, and for what is typed so far: the words as they are written, not their stems.
            "words": {"type": "text", "analyzer": "folded"},
        },
    }
    return {"properties": dict.fromkeys(PARTS, field)}


def fingerprint() -> str:
    """Changes when the settings or the mapping change: then documents have to be sent anew."""
    return _fingerprint(tuple(code for code, _ in content_languages()))


@cache
def _fingerprint(languages: tuple[str, ...]) -> str:
    """Settings and mapping depend on nothing but the languages of the site."""
    text = json.dumps([settings(), mappings()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
