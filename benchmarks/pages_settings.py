"""The site as in production, except that it is served without HTTPS, to a benchmark that wants to know its queries."""

import os

os.environ.update(
    SECRET_KEY="only-for-benchmarks-on-the-loopback-interface-of-this-machine",  # noqa: S106
    ALLOWED_HOSTS="127.0.0.1",
    SITE_URL="http://127.0.0.1",
    SECURE_SSL_REDIRECT="false",
)

from cms.settings.production import *  # noqa: F403
from cms.settings.production import MIDDLEWARE, PAGE_CACHE_SECONDS

MIDDLEWARE = ["benchmarks.counting.CountingMiddleware", *MIDDLEWARE]
PAGE_CACHE_SECONDS = int(os.environ.get("BENCH_PAGE_CACHE_SECONDS", PAGE_CACHE_SECONDS))
