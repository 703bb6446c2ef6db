"""The site with Elasticsearch, and a stock Wagtail app on the same server, which only the benchmark installs."""

import os

from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATABASES, INSTALLED_APPS, TEST_ELASTICSEARCH_URL, WAGTAILSEARCH_BACKENDS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.stock"]
DATABASES["default"]["CONN_MAX_AGE"] = 60  # as in production: no new connection per request
ELASTICSEARCH_URL = TEST_ELASTICSEARCH_URL
ELASTICSEARCH_INDEX = f"bench-{os.getpid()}"
WAGTAILSEARCH_BACKENDS = {
    **WAGTAILSEARCH_BACKENDS,
    "stock": {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [TEST_ELASTICSEARCH_URL],
        "INDEX_PREFIX": f"bench-{os.getpid()}-stock-",
        "TIMEOUT": 120,
        "AUTO_UPDATE": False,  # it must not index the pages that the benchmark publishes
    },
}
