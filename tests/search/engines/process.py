"""A separate process on a separate database: runs the commands it reads from stdin, one JSON array per line."""

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from practices.models import Concept, PracticePage  # noqa: E402
from search.engines.current import current_engine  # noqa: E402
from search.facets.declared import PRACTICE_FACETS  # noqa: E402
from search.facets.labels import label_cache  # noqa: E402
from search.models import SearchClock  # noqa: E402
from search.projection import indexing  # noqa: E402
from search.query.query import Query  # noqa: E402
from tests.factories import make_practice, partner_page  # noqa: E402


def search(text: str = "") -> dict[str, Any]:
    results = current_engine().search(Query(text=text), [facet.name for facet in PRACTICE_FACETS], ["practice"])
    return {
        "total": results.total,
        "counts": results.counts,
        "titles": [hit.words["en"]["title"] for hit in results.hits],
    }


def publish(titles: list[str], seconds: float = 0, **values: Any) -> None:
    """In one transaction, which stays open for `seconds`."""
    with transaction.atomic():
        for title in titles:
            make_practice(title=title, **values)
        time.sleep(seconds)


def unpublish(title: str) -> None:
    PracticePage.objects.get(title=title).unpublish()


def make_private(partner: str) -> None:
    with transaction.atomic():
        PageViewRestriction.objects.create(page=partner_page(partner), restriction_type="login")


def rename(slug: str, label: str) -> None:
    concept = Concept.objects.get(slug=slug)
    concept.labels["en"] = label
    concept.save()


def label(scheme: str, slug: str) -> str:
    return label_cache.refresh(SearchClock.now()).concepts(scheme, "en")[slug]


def rebuild(times: int) -> int:
    return [indexing.rebuild() for _ in range(times)][-1]


def differences() -> list[str]:
    return [str(key) for key in indexing.find_differences().keys]


ACTIONS = {
    action.__name__: action
    for action in (search, publish, unpublish, make_private, rename, label, rebuild, differences)
}

print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    name, arguments = json.loads(line)
    print(json.dumps(ACTIONS[name](**arguments)), flush=True)
