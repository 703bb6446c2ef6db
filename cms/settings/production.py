"""Production: refuses to start without its secrets, and sends nothing over plain HTTP."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *
from cms.settings.base import DATABASES, STORAGES, env

DEBUG = False
# `env` raises ImproperlyConfigured for a variable without a default: a deployment that forgot one does not start.
SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
SECRET_KEY_FALLBACKS = env.keys("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
env.str("DATABASE_URL")
WAGTAILADMIN_BASE_URL = env.site("SITE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

DATABASES["default"]["CONN_MAX_AGE"] = env.number("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
STORAGES["staticfiles"] = {"BACKEND": "cms.base.delivery.static_files.SiteStaticStorage"}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the admin shows previews in a frame of the same origin
    "security.W021",  # whether to join the browsers' preload list is up to the domain's owner
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # bots that request the bare IP address
        "django_tasks": {"level": "WARNING"},  # would log four lines for every page saved
    },
}
