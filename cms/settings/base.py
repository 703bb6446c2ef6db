"""Settings shared by all environments. What differs between machines comes from environment variables."""

import warnings
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from bs4 import MarkupResemblesLocatorWarning
from django.conf.global_settings import LANGUAGES_BIDI

from cms.base.i18n import language_codes
from cms.settings.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
RUN_DIR = BASE_DIR / ".run"  # ignored by git: the embedded database, uploads, collected files

env = Environment()

# wagtail-localize 1.14.5 parses each text as HTML, and Beautiful Soup warns about those that look like file names.
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning, module=r"wagtail_localize\.")

# -- applications ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cms.base",
    "practices",
    "home",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.base.access.users_app.SiteUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.base.caching.middleware.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.base.delivery.headers.PermissionsPolicyMiddleware",
    "cms.base.delivery.middleware.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.base.delivery.locale.OfferedLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.base.throttling.middleware.ThrottleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.base.delivery.known_pages.KnownPagesMiddleware",
    "cms.base.delivery.page_links.PageLinksMiddleware",
    "cms.base.delivery.middleware.ButtonMiddleware",
    "cms.base.delivery.middleware.RefusedChangeMiddleware",
    "cms.base.media.middleware.FullDiskMiddleware",
    "cms.base.delivery.redirects.RedirectWithQueryMiddleware",
]
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Without this, a widget's template in templates/ is not found.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{RUN_DIR / 'db.sqlite3'}")}
# The search projection is written in the transaction of the change it reflects.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "base.User"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
# Wagtail caches the URLs of home pages here: processes on one machine should share it (`filecache:///tmp/cache`).
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://"),
    # Compressed public pages, about 10 kB each, in each process: nothing is faster, and a change drops all at once.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
PAGE_CACHE_SECONDS = 3600  # changes are visible at once, whatever the value
# A cache in front of the site (Varnish, nginx with a module, a CDN), from which changed pages are purged.
SHARED_CACHE_SECONDS = 300
WAGTAILFRONTENDCACHE = env.front_cache("FRONT_CACHE_URL")

# -- languages ------------------------------------------------------------------------------------------------------
# The first language is the fallback for missing texts in others. To add a language, add its code.
CONTENT_LANGUAGES = env.list("CONTENT_LANGUAGES", default=["en", "nl", "it", "lt", "es"])
LANGUAGE_CODES = language_codes.usable(CONTENT_LANGUAGES)
language_codes.register(LANGUAGE_CODES)
LANGUAGES = [(code, language_codes.own_name(code)) for code in LANGUAGE_CODES]
right_to_left = filter(language_codes.is_right_to_left, LANGUAGE_CODES)
LANGUAGES_BIDI = [*LANGUAGES_BIDI, *map(language_codes.base_language, right_to_left)]
LANGUAGE_CODE = LANGUAGE_CODES[0]
# The first wins: our own messages, then what Wagtail, wagtail-localize and Django leave untranslated.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "cms/locale_upstream"]
USE_I18N = True
FORMAT_MODULE_PATH = "cms.formats"
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", default="Europe/Vilnius")
# `localtime` is a link on Debian's servers: browsers do not know it, and then name no zone in the account's form.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})

# -- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(RUN_DIR / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(RUN_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "cms.base.media.storage.SiteStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A long form with hundreds of fields, and a search with thousands of parameters, are both legitimate requests.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# -- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = env.words("SITE_NAME", default="Our project", most=80)
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # URLs stay readable when they are shared
WAGTAILADMIN_BASE_URL = env.site("SITE_URL", default="http://localhost:8000")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# The languages of the interface: a half-translated admin helps nobody.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, name) for code, name in LANGUAGES if language_codes.has_messages(code, str(LOCALE_PATHS[0]))
] or [("en", language_codes.own_name("en"))]
WAGTAILIMAGES_IMAGE_MODEL = "base.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.base.media.image_form.SiteImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a small file of 121 megapixels takes 18 s and 500 MB to decode
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "webp": "webp"}  # Wagtail would convert them to large PNG files
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.base.media.storing_form.SiteDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # never bypasses the permission check
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# No workflow mails to superusers: they already get the one about its task (`cms/base/review/mails.py`).
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms.base.access.sign_in_form.SignInForm"
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "pages/sign_in.html"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.base.access.password_reset.SitePasswordResetForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.base.publishing.rich_text.RichTextArea"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
TASKS = {"default": {"BACKEND": "cms.base.tasks.Backend"}}  # Wagtail's tasks, run immediately
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.base.admin_lists.search_backend"}}  # the admin's own search
# A page that is submitted for translation must not publish untranslated text.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Suggestions for translators. Not wagtail-localize's own setting: see `cms/base/translation/editor/machine.py`.
MACHINE_TRANSLATOR = env.machine_translator("MACHINE_TRANSLATOR", key="MACHINE_TRANSLATOR_KEY")

# -- search ---------------------------------------------------------------------------------------------------------
# Without a URL, the database is searched. The index has a name, so that two sites can share a server.
ELASTICSEARCH_URL = env.elasticsearch("ELASTICSEARCH_URL")
ELASTICSEARCH_INDEX = env.index("ELASTICSEARCH_INDEX", default="new-times")
# The output of `manage.py build_dictionaries`.
DICTIONARIES_DIR = str(env.path("DICTIONARIES_DIR", default=str(RUN_DIR / "dictionaries")))

# -- mail -----------------------------------------------------------------------------------------------------------
# Every mail is first written to the database, in the transaction it belongs to; the worker sends it (`cms/base/mail/`).
MAIL_SERVICE = ""  # the name of a django-anymail backend, if `EMAIL_URL` names one
ANYMAIL: dict[str, Any] = {}
EMAIL_CONFIG = env.mail("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
MAIL_FOLDER = RUN_DIR / "mails"  # for developers: `cms.base.mail.files`
MAIL_DELIVERY_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
# Seconds that the worker waits for each response of the server.
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", default=10, least=1)
# A service that does not support all features of a mail still sends it.
ANYMAIL |= {"REQUESTS_TIMEOUT": EMAIL_TIMEOUT, "IGNORE_UNSUPPORTED_FEATURES": True}
MAIL_GIVE_UP_AFTER = timedelta(days=env.number("MAIL_GIVE_UP_DAYS", default=4, least=1))
MAIL_KEEP_FOR = timedelta(days=env.number("MAIL_KEEP_DAYS", default=14))  # after it was sent or given up
NEWSLETTER_PER_MINUTE = env.number("NEWSLETTER_PER_MINUTE", default=60, least=1)  # what most mail providers allow
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", default="noreply@example.org")  # named after the site

# -- links to other sites ----------------------------------------------------------------------------------------------
CHECK_LINKS = env.bool("CHECK_LINKS", default=False)  # at night, by the worker
# Networks, at any port, that may be requested although they are not public: only for a test's own server.
LINK_CHECK_EXTRA_NETWORKS: list[IPv4Network | IPv6Network] = []

# -- security -------------------------------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development")
# Whose X-Forwarded-For is trusted, so that password guessing is counted per client, not for the proxy.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
CSRF_FAILURE_VIEW = "cms.base.delivery.error_views.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CONTENT_SECURITY_POLICY = {
    # The Wagtail admin needs inline scripts and styles; public pages do not.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
