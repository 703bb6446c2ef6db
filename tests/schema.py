"""What schema.org allows: which properties a type has, and which types their values have."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec_schemaorg.models as models

DATES = {"datePublished", "dateModified"}
EVENT_DATES = {"startDate", "endDate"}  # of whole days, without a time
EXTENSIONS = {"query-input"}  # of search engines, not of the vocabulary


def mistakes(data: dict[str, Any]) -> list[str]:
    """Of a document with a graph; empty if every property belongs to its type and every reference leads somewhere."""
    nodes = {node["@id"]: node for node in data["@graph"] if "@id" in node}
    return [problem for node in data["@graph"] for problem in _mistakes(node, nodes)]


def _types(node: dict[str, Any]) -> list[type]:
    kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    return [getattr(models, kind) for kind in kinds]


def _range(kind: type, name: str) -> str:
    return str(vars(kind).get("__annotations__", {}).get(name, ""))


def _mistakes(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        if name.startswith("@") or name in EXTENSIONS:
            continue
        ranges = [range_ for kind in _types(node) for above in kind.__mro__ if (range_ := _range(above, name))]
        if not ranges:
            yield f"{node['@type']} has no property {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and set(each) == {"@id"} and each["@id"] not in nodes:
                yield f"{name} refers to nothing: {each['@id']}"
            elif not _is_allowed(name, nodes.get(each.get("@id"), each) if isinstance(each, dict) else each, ranges[0]):
                yield f"{name} of {node['@type']} is {each}, not {ranges[0]}"
            elif isinstance(each, dict) and "@type" in each:
                yield from _mistakes(each, nodes)


def _is_allowed(name: str, value: Any, range_: str) -> bool:
    if isinstance(value, dict):
        return any(f"'{above.__name__}'" in range_ for kind in _types(value) for above in kind.__mro__)
    if name in DATES:
        return datetime.fromisoformat(value).tzinfo is not None
    if name in EVENT_DATES:
        return len(value) == len("2021-10-11") or datetime.fromisoformat(value).tzinfo is not None
    # A thing may be named by its URL alone.
    return isinstance(value, int) or "str" in range_ or value.startswith(("http://", "https://"))
