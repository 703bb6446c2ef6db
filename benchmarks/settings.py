"""The site with Elasticsearch, and beside it a stock Wagtail app on the same server: only the benchmark installs it."""

import os

from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATABASES, INSTALLED_APPS, TEST_ELASTICSEARCH_URL, WAGTAILSEARCH_BACKENDS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.stock"]
DATABASES["default"]["CONN_MAX_AGE"] = 60  # as in production: a request does not connect anew
ELASTICSEARCH_URL = TEST_ELASTICSEARCH_URL
ELASTICSEARCH_INDEX = f"bench-{os.getpid()}"
WAGTAILSEARCH_BACKENDS = {
    **WAGTAILSEARCH_BACKENDS,
    "stock": {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [TEST_ELASTICSEARCH_URL],
        "INDEX_PREFIX": f"bench-{os.getpid()}-stock-",
        "TIMEOUT": 120,
        "AUTO_UPDATE": False,  # the pages that the benchmark publishes are none of its business
    },
}
