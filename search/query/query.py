"""A search as a value: parsed from a URL and serialised back to one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict

MAX_TEXT = 200  # characters
MAX_PAGE = 1_000_000
SORTS = ("relevance", "newest", "title")
PAGE_SIZE = 20
EXACT = "exact"  # the parameter of `is_exact`
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")


@dataclass(frozen=True)
class Query:
    """What a reader searches for. `filters` maps each facet with a selection to its values.

    A selected value that does not exist is in `unknown` instead. Nothing has it, so a facet with no other selected
    value has an empty tuple in `filters`, which finds nothing: showing everything would be the wrong answer.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    language: str = "en"  # the reader's
    was_truncated: bool = False  # the text was longer than `MAX_TEXT`
    is_exact: bool = False  # the text is meant as typed, and must not be corrected

    @classmethod
    def parse(
        cls,
        parameters: QueryDict,
        known: Mapping[str, Iterable[str]],
        language: str,
        former: Mapping[str, Mapping[str, str]] | None = None,
    ) -> "Query":
        """The query in `parameters`. Nothing in them is an error; unknown parameters are ignored.

        `known` maps the name of each facet to the values that exist, `former` to those of old links.
        """
        text = " ".join(CONTROL.sub(" ", _last(parameters, "q")).split())
        filters: dict[str, tuple[str, ...]] = {}
        unknown: dict[str, tuple[str, ...]] = {}
        for name, values in known.items():
            wanted = {_wanted(value) for value in parameters.getlist(name)} - {""}
            if not wanted:
                continue
            renamed = {slug: now for slug, now in (former or {}).get(name, {}).items() if now in values}
            current = {**renamed, **{value.lower(): value for value in values}}
            filters[name] = tuple(sorted({current[value] for value in wanted if value in current}))
            if missing := tuple(sorted(wanted - current.keys())):
                unknown[name] = missing
        sort = _last(parameters, "sort")
        return cls(
            text=_truncated(text),
            filters=filters,
            unknown=unknown,
            sort=sort if sort in SORTS else SORTS[0],
            page=_page_number(_last(parameters, "page")),
            language=language,
            was_truncated=len(text) > MAX_TEXT,
            is_exact=bool(text) and _last(parameters, EXACT) == "1",
        )

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of this query in a fixed order, without defaults."""
        pairs = [("q", self.text)] if self.text else []
        if self.is_exact:
            pairs.append((EXACT, "1"))
        for name, values in self.filters.items():
            pairs += [(name, value) for value in (*values, *self.unknown.get(name, ()))]
        if self.sort != SORTS[0]:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def to_url(self, as_format: str = "") -> str:
        """`?q=…`, or just "?" for the empty query: a link relative to the search page or one of its formats."""
        return f"?{_encoded([*self.parameters(), *([('format', as_format)] if as_format else [])])}"

    def toggled(self, facet: str, value: str) -> "Query":
        """With `value` of `facet` added, or removed if it is selected; without unknown values; on the first page."""
        selected = set(self.filters.get(facet, ()))
        filters = {**self.filters, facet: tuple(sorted(selected ^ {value}))}
        return replace(self.without_unknown(), filters={name: values for name, values in filters.items() if values})

    def toggled_urls(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """For each of `values` the URL of `toggled(facet, value)`. Fast, because only this facet's part differs."""
        names = list(self.filters) if facet in self.filters else [*self.filters, facet]
        place, first_page = names.index(facet), self.without_unknown()
        others = {name: found for name, found in self.filters.items() if name != facet}
        before = {name: others[name] for name in names[:place]}
        after = {name: others[name] for name in names[place + 1 :]}
        head = _encoded(replace(first_page, filters=before, sort=SORTS[0]).parameters())
        tail = _encoded(replace(first_page, filters=after, text="", is_exact=False).parameters())
        selected = frozenset(self.filters.get(facet, ()))
        urls = {}
        for value in values:
            own = _encoded((facet, v) for v in sorted(selected ^ {value}))
            urls[value] = f"?{'&'.join(filter(None, (head, own, tail)))}"
        return urls

    def with_text(self, text: str) -> "Query":
        """A new search with the same filters."""
        return replace(self, text=text, page=1, is_exact=False)

    def exactly(self) -> "Query":
        return replace(self, page=1, is_exact=True)

    def without_filters(self) -> "Query":
        return replace(self, filters={}, unknown={}, page=1)

    def without_unknown(self) -> "Query":
        filters = {name: values for name, values in self.filters.items() if values}
        return replace(self, filters=filters, unknown={}, page=1)

    def sorted_by(self, sort: str) -> "Query":
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> "Query":
        return replace(self, page=page)


def _encoded(parameters: Iterable[tuple[str, str]]) -> str:
    """Like `urllib.parse.urlencode`, with cached values: a page has over a hundred links with the same few values."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in parameters])


@lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    return quote_plus(value)


def _last(parameters: QueryDict, name: str) -> str:
    return str(parameters.get(name) or "")


def _wanted(value: str) -> str:
    """The value of a filter as it is compared: any text, since the URL is typed by anybody."""
    return " ".join(CONTROL.sub(" ", value).lower().split())[:MAX_TEXT].strip()


def _truncated(text: str) -> str:
    """At most `MAX_TEXT` characters, cut between words."""
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT + 1].rpartition(" ")[0] or text[:MAX_TEXT]


def _page_number(text: str) -> int:
    """The page number in `text`, or 1."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[:9]), 1), MAX_PAGE)
