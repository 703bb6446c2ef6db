"""Tests: like production where it matters, fast where it does not."""

import gc
import os

from cms.settings.base import *
from cms.settings.base import DATABASES, INSTALLED_APPS, RUN_DIR, env

gc.set_threshold(100_000, 50, 100)  # imports and admin pages create so many objects that collection took a sixth
DEBUG = False
ALLOWED_HOSTS = ["*"]
(RUN_DIR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise expects it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests of the Elasticsearch engine set it themselves.
ELASTICSEARCH_URL = ""
ELASTICSEARCH_INDEX = f"test-{os.getpid()}"
TEST_ELASTICSEARCH_URL = env.str("TEST_ELASTICSEARCH_URL", default="")
INSTALLED_APPS = [*INSTALLED_APPS, "tests.recipe"]  # a kind of page made by following CONTRIBUTING
MEDIA_ROOT = RUN_DIR / "test-media"
LANGUAGE_CODE = "en"
PAGE_CACHE_SECONDS = 0  # a test's transaction is never committed, so cached pages would never change
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, so that the live server's thread and other connections see what is committed.
    DATABASES["default"]["TEST"] = {"NAME": str(RUN_DIR / f"test-{os.getpid()}.sqlite3")}
