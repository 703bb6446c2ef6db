"""A mistyped variable stops the start with a sentence that names it, and never shows a password."""

import importlib
import re
import sys
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.base.test_settings_modules import GOOD, ROOT, manage

pytestmark = pytest.mark.once

WRONG = {
    "DATABASE_URL": ["", "new-times", "mysql://u:p@host/name", "postgres://u:SECRET/x@host/name", "postgres://u:p@host",
                     "sqlite://db.sqlite3", "postgres://u:SECRET@host/name?nonsense=1",
                     "postgres://u:SECRET@host/name?connect_timeout=soon"],
    "FRONT_CACHE_URL": ["varnish", "varnish:80"],
    "CACHE_URL": ["", "/tmp/cache", "nonsense://x", "locmemcache://?timeout=abc", "locmemcache://?timout=5"],
    "SITE_NAME": [" ", "x" * 81],
    "SITE_URL": ["", "www.example.org", "https://", "ftp://x", "https://x/en/", "https://u:SECRET@x", "https://a, https://b"],
    "EMAIL_URL": ["", "mail.example.org", "smtp://", "smtp+tls://u:SECRET/x@host:587", "smpt://u:SECRET@host",
                  "smtps://u:SECRET@host:465", "smtp+tls://u:SECRET@host:587?timeout=5",
                  "anymail+pigeon:?api_key=SECRET", "anymail+brevo://SECRET@host",
                  "anymail+brevo:?api_key=SECRET&webhook_secret=one"],
    "ELASTICSEARCH_URL": ["http://localhost", "localhost:9200", "http://u:SECRET/x@host:9200", "http://host:99999",
                          "https://:9200", "http://a:9200,http://b:9200"],
    "ELASTICSEARCH_INDEX": ["", "New Times", "_new", "a*"],
    "EMAIL_TIMEOUT": ["", "ten", "0", "1.5"],
    "MAIL_GIVE_UP_DAYS": ["4 days", "-1", "0"],
    "MAIL_KEEP_DAYS": ["x", "-1"],
    "NEWSLETTER_PER_MINUTE": ["", "many", "0"],
    "DEFAULT_FROM_EMAIL": ["", "New Times", "noreply at example.org"],
    "TRUSTED_PROXIES": ["", "proxy", "10.0.0.1/8"],
    "CONTENT_LANGUAGES": ["", " , "],
    "TIME_ZONE": ["", "Vilnius", "/etc/passwd"],
    "ALLOWED_HOSTS": ["", ",", "https://www.example.org", "www.example.org:443", "www.example.org example.org"],
    "CONN_MAX_AGE": ["none"],
    "LOG_LEVEL": ["", "loud"],
    "SECURE_SSL_REDIRECT": ["flase"],
    "CHECK_LINKS": ["nightly"],
    "MACHINE_TRANSLATOR": ["google"],
    "SECURE_HSTS_SECONDS": ["a year", "-1"],
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": ["nein"],
}  # fmt: skip
RIGHT = {
    "FRONT_CACHE_URL": ["", "http://varnish:80"],
    "CACHE_URL": ["filecache:///tmp/cache?timeout=60&max_entries=900"],
    "DATABASE_URL": [
        "postgres://u:p%2Fx@host:5432/name",
        "postgres://u:p@host/name?sslmode=require&connect_timeout=5",
        "postgres:///name",
        "sqlite:////tmp/db.sqlite3",
    ],
    "SITE_URL": ["https://www.example.org/", " http://localhost:8000"],
    "EMAIL_URL": [
        "smtp+tls://u:p%2Fx@host:587",
        "consolemail://",
        "filemail:///tmp/mail",
        "anymail+amazon-ses:?region_name=x",
        "anymail+brevo:?api_key=x&webhook_secret=u:p",
    ],
    "ELASTICSEARCH_URL": ["", "http://elasticsearch:9200", "https://u:p@host:9243/path"],
    "ALLOWED_HOSTS": ["a.example.org, .example.org", "*", "[::1]"],
    "LOG_LEVEL": ["debug"],
    "CHECK_LINKS": ["", "true"],
    "SECRET_KEY_FALLBACKS": ["", "former, earlier,"],
    "MACHINE_TRANSLATOR": ["", "https://translate.example.org/"],
    "SECURE_SSL_REDIRECT": ["", "False", "0", "TRUE"],
    "CONTENT_LANGUAGES": ["en, nl,,en"],
}


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> "Start":
    return Start(monkeypatch)


class Start:
    """Reads production's settings from nothing but `GOOD` and what is given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        for name in {*WRONG, *RIGHT}:
            monkeypatch.delenv(name, raising=False)

    def __call__(self, **variables: str) -> ModuleType:
        for name, value in {**GOOD, **variables}.items():
            self.monkeypatch.setenv(name, value)
        for module in ("cms.settings.base", "cms.settings.production"):
            self.monkeypatch.delitem(sys.modules, module, raising=False)
        try:
            return importlib.import_module("cms.settings.production")
        finally:
            for module in ("cms.settings.base", "cms.settings.production"):
                sys.modules.pop(module, None)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_mistyped_variable_is_named_and_no_secret_is_shown(start: Start, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} ") as caught:
        start(**{name: value})
    assert "SECRET" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in RIGHT.items() for value in values])
def test_what_can_be_meant_is_taken(start: Start, name: str, value: str) -> None:
    settings = start(**{name: value})
    assert settings.WAGTAILADMIN_BASE_URL in ("https://www.example.org", "http://localhost:8000")
    if name == "CONTENT_LANGUAGES":
        assert settings.LANGUAGE_CODES == ["en", "nl"]
    if name == "SECRET_KEY_FALLBACKS":
        keys = settings.SECRET_KEY_FALLBACKS
        assert keys == (["former", "earlier"] if value else [])
    if name == "SECURE_SSL_REDIRECT":
        assert settings.SECURE_SSL_REDIRECT is (value == "TRUE")


def test_every_variable_that_production_reads_is_tried() -> None:
    """Any text is a secret, a list of them or a path."""
    read = set()
    for module in ("base", "production"):
        read |= set(re.findall(r'env\.\w+\("(\w+)"', (ROOT / f"cms/settings/{module}.py").read_text()))
    assert read - set(WRONG) == {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "STATIC_ROOT", "MEDIA_ROOT", "DICTIONARIES_DIR"}


def test_the_sentence_is_the_last_that_is_printed() -> None:
    done = manage("check", ELASTICSEARCH_URL="http://localhost")
    assert done.returncode != 0
    assert "ELASTICSEARCH_URL needs a port, such as http://elasticsearch:9200." in done.stderr.splitlines()[-1]
