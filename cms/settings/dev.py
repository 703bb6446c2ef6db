"""A developer's machine: `make run`."""

from cms.settings.base import *
from cms.settings.base import RUN_DIR, env

DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
(RUN_DIR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise expects it
if not env.str("EMAIL_URL", default=""):
    MAIL_DELIVERY_BACKEND = "cms.base.mail.files.FilesBackend"
if DEBUG:
    PAGE_CACHE_SECONDS = 0  # changed templates are visible at once
