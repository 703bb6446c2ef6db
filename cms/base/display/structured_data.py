"""Structured data: a page as schema.org JSON-LD."""

import json
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

# As in Django's `json_script`: nothing in the data can end the script element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@singledispatch
def structured_data(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """`page` as schema.org describes it; None for a kind of page that has not registered a function."""
    return None


def thing(kind: str, **properties: Any) -> dict[str, Any]:
    """A thing of the schema.org type `kind`, without empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def json_ld(data: dict[str, Any]) -> SafeString:
    """`data` as a script element that no browser executes."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return SafeString(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')
