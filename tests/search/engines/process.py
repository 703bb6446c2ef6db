"""What a separate process does: the actions that it is sent by their names."""

import time
from multiprocessing.connection import Connection
from typing import Any

from django.db import transaction
from wagtail.models import PageViewRestriction

from practices.models import Concept, PracticePage
from search.engines.current import current_engine
from search.facets.declared import PRACTICE_FACETS
from search.facets.labels import label_cache
from search.models import SearchClock
from search.projection import indexing
from search.query.query import Query
from tests.factories import make_practice, partner_page


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


def rebuild() -> int:
    return indexing.rebuild()


def differences() -> list[str]:
    return [str(key) for key in indexing.find_differences().keys]


ACTIONS = {
    action.__name__: action
    for action in (search, publish, unpublish, make_private, rename, label, rebuild, differences)
}


def act(orders: Connection) -> None:
    while True:
        name, arguments = orders.recv()
        orders.send(ACTIONS[name](**arguments))
