"""The demo site around the generated practices, requested as by a visitor's browser."""

from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import transaction
from django.test import override_settings

from benchmarks.generate import LANGUAGES, Vocabulary
from cms.base.languages import ensure_locales
from cms.wsgi import application
from home.demo.load import load_site
from practices.models import Concept, PartnerPage, PracticeIndexPage
from search.engines.current import current_engine
from search.query.query import Query

SCHEMES = {
    "country": Concept.Scheme.COUNTRY,
    "target_group": Concept.Scheme.TARGET_GROUP,
    "skill_type": Concept.Scheme.SKILL_TYPE,
    "method": Concept.Scheme.METHOD,
}


def build() -> None:
    """Creates the site's pages, and terms and partners for the facet values of the generated practices."""
    with override_settings(ELASTICSEARCH_URL=""):  # otherwise every page would be sent to it
        _build()
    current_engine.cache_clear()


@transaction.atomic
def _build() -> None:
    load_site(ensure_locales(), lambda text: None)
    values = Vocabulary().values
    for facet, scheme in SCHEMES.items():
        Concept.objects.bulk_create(
            Concept(scheme=scheme, slug=value, labels=dict.fromkeys(LANGUAGES, value.title()))
            for value in values[facet]
        )
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    for value in values["partner"]:
        partner = PartnerPage(title=value.title(), short_name=value, summary=value, locale=index.locale)
        index.add_child(instance=partner)  # its code, the facet value, is derived from the short name


def visitor() -> Callable[[Query], bytes]:
    """Requests the repository's page as the web server does: from the WSGI application, anonymously, all of the HTML.

    Django's test client would copy the context of each template, which takes longer than rendering it. If the database
    answers because Elasticsearch took too long, the index is brought up to date and the page requested again: that is
    measured too.
    """
    paths = {page.locale.language_code: page.url for page in PracticeIndexPage.objects.select_related("locale")}

    def get(query: Query) -> tuple[str, dict[str, str], bytes]:
        environ = {"PATH_INFO": paths[query.language], "QUERY_STRING": query.to_url().removeprefix("?")}
        setup_testing_defaults(environ)
        head: list[Any] = []
        response = application(environ, lambda status, headers: head.extend([status, dict(headers)]))
        body = b"".join(response)
        response.close()
        return head[0], head[1], body

    def request(query: Query) -> bytes:
        status, headers, body = get(query)
        if 'desc="elasticsearch"' not in headers.get("Server-Timing", ""):
            current_engine().catch_up()
            status, headers, body = get(query)
        if not status.startswith("200"):
            raise AssertionError(f"{status} for {query}")
        return body

    return request
