"""Every URL that we add to the admin is in the table or among the actions, or excluded here with a reason."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions import actions
from tests.permissions.table import TABLE

OURS = ("cms.", "practices.", "home.", "search.")
ELSEWHERE = {
    # They find what the account may choose or read in any case: tests/base/file_access/test_who_sees_files.py
    "wagtailadmin_api:documents:listing": "a list",
    "wagtailadmin_api:documents:find": "a list",
    "wagtailadmin_api:images:listing": "a list",
    "wagtailadmin_api:images:find": "a list",
    # What is below the form of `choose`, which is in the table
    "wagtailsnippetchoosers_base_person:choose_results": "the results of another",
}
NAMED = re.compile(r"""reverse\(\s*f?"([\w:{}]+)\"""")  # as actions name what they send to


def view_of(callback: Any) -> Any:
    """The unwrapped view: a class or a function."""
    if callback.__module__.startswith(OURS) and not hasattr(callback, "view_class"):
        return callback  # such as a viewset of the API
    while hasattr(callback, "__wrapped__") and not hasattr(callback, "view_class"):
        callback = callback.__wrapped__
    return getattr(callback, "view_class", callback)


def urls(resolver: URLResolver, route: str = "", prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """Of all with a name: the name, the route and the view. What replaces a view of Wagtail's has none of its own."""
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from urls(each, here, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{prefix}{each.name}", here, view_of(each.callback)


def ours() -> dict[str, Any]:
    found = urls(get_resolver())
    return {
        name: view for name, route, view in found if route.startswith("admin/") and view.__module__.startswith(OURS)
    }


def tried() -> list[str]:
    """Patterns of the names that the table and the actions ask."""
    sources = [path.read_text(encoding="utf-8") for path in Path(actions.__file__).parent.glob("*.py")]
    named = [re.sub(r"\{\w+\}", r"\\w+", name) for source in sources for name in NAMED.findall(source)]
    return [*named, *(re.escape(row.url.name) for row in TABLE)]


def is_list_again(name: str, views: dict[str, Any]) -> bool:
    """Whether it is the results of a list, alone, by the view of the list itself, which is in the table."""
    of_list = name.removesuffix("_results")
    return of_list != name and views.get(of_list) is views[name]


def test_every_url_of_ours_is_tried() -> None:
    views, known = ours(), re.compile("|".join(tried()))
    missing = {name for name in views if not known.fullmatch(name) and not is_list_again(name, views)}
    assert len(views) > 70
    assert missing == set(ELSEWHERE)
