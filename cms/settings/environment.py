"""Reads settings from environment variables. Invalid values prevent startup, with a message on what to write.

The message omits values that may contain a password, because it ends up in logs.
"""

import logging
import re
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE, FALSE = {"true", "1", "yes", "y", "on", "ok", "t"}, {"false", "0", "no", "n", "off", "f", ""}
# What Elasticsearch accepts as the start of an index name.
INDEX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
# What may follow the “?” of a URL; `int` for a whole number. Nobody has needed the other options that the libraries
# accept.
DATABASE_OPTIONS = {
    "sslmode": str, "sslrootcert": str, "sslcert": str, "sslkey": str, "application_name": str, "options": str,
    "target_session_attrs": str, "connect_timeout": int, "keepalives": int, "keepalives_idle": int,
    "keepalives_interval": int, "keepalives_count": int,
}  # fmt: skip
CACHE_OPTIONS = {"timeout": int, "key_prefix": str, "version": int, "max_entries": int, "cull_frequency": int}
MACHINES = "wagtail_localize.machine_translators"
SECRETS = "A special character in its user name or password has to be percent-encoded, such as %2F for a slash."


class Environment(environ.Env):
    """Strips and deduplicates lists. Every error is an `ImproperlyConfigured` that names the variable."""

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        if cast not in (bool, list):
            return super().get_value(var, cast, default, parse_default)
        found = super().get_value(var, str, default)
        if not isinstance(found, str):
            return found  # the default
        return _flag(var, found) if cast is bool else _names(var, found)

    def number(self, name: str, default: int, least: int = 0) -> int:
        text = self.str(name, default=str(default)).strip()
        try:
            found = int(text)
        except ValueError:
            raise _wrong(name, f"must be a whole number, not “{text}”") from None
        if found < least:
            raise _wrong(name, f"must be at least {least}, not {found}")
        return found

    def words(self, name: str, default: str, most: int) -> str:
        found = self.str(name, default=default).strip()
        if not 0 < len(found) <= most:
            raise _wrong(name, f"must have 1 to {most} characters, not {len(found)}")
        return found

    def keys(self, name: str) -> list[str]:
        """Any number of secrets; [] for none."""
        return [key for key in map(str.strip, self.str(name, default="").split(",")) if key]

    def hosts(self, name: str) -> list[str]:
        for host in (found := self.list(name)):
            if re.search(r"[/\s]", host) or re.search(r"[^:]:\d+$", host):
                raise _wrong(
                    name, f"must have host names such as “www.example.org”, without https:// and port: “{host}”"
                )
        return found

    def networks(self, name: str, default: list[str]) -> list[IPv4Network | IPv6Network]:
        found = []
        for network in self.list(name, default=default):
            try:
                found.append(ip_network(network))
            except ValueError as error:
                raise _wrong(name, f"must have addresses or networks such as “172.16.0.0/12”: {error}") from None
        return found

    def site(self, name: str, default: Any = environ.Env.NOTSET) -> str:
        """The URL of a site: scheme and host, without a slash at the end."""
        text = self.str(name, default=default).strip().rstrip("/")
        url = _parsed(name, text, "must be like https://www.example.org")
        if url.path or url.query or url.fragment or url.username is not None:
            raise _wrong(name, "must be like https://www.example.org, with nothing after the host")
        return text

    def elasticsearch(self, name: str) -> str:
        """The URL of a server; "" for none."""
        text = self.str(name, default="").strip()
        if text and not _parsed(name, text, "must be like http://elasticsearch:9200").port:
            raise _wrong(name, "needs a port, such as http://elasticsearch:9200")
        return text

    def index(self, name: str, default: str) -> str:
        found = self.str(name, default=default)
        if not INDEX.fullmatch(found):
            raise _wrong(name, f"must have lower-case letters, digits, “-”, “_” and “.” only, not “{found}”")
        return found

    def database(self, name: str, default: str) -> dict[str, Any]:
        expected = "must be like postgres://user:password@host:5432/name"
        found = self._read(super().db, name, default, expected, DATABASE_OPTIONS)
        engine = found.get("ENGINE", "")
        if engine not in (self.DB_SCHEMES["sqlite"], self.DB_SCHEMES["postgres"]):
            raise _wrong(name, f"{expected}, or sqlite:///path: other databases are not supported")
        in_memory = found["NAME"] == ":memory:" and ":memory:" not in self.str(name, default=default)
        if not found["NAME"] or in_memory:  # django-environ's guess for sqlite://path, which lacks a slash
            raise _wrong(name, f"names no database: it {expected}, or sqlite:///path")
        return found

    def cache(self, name: str, default: str) -> dict[str, Any]:
        expected = "must be like filecache:///tmp/cache, or locmemcache://"
        return self._read(super().cache, name, default, expected, CACHE_OPTIONS)

    def front_cache(self, name: str) -> dict[str, Any]:
        """The cache in front of the site, as Wagtail's settings have it; {} for none."""
        text = self.str(name, default="").strip()
        if not text:
            return {}
        _parsed(name, text, "must be like http://varnish:80")
        return {"default": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": text}}

    def machine_translator(self, name: str, key: str) -> dict[str, Any]:
        """One of wagtail-localize's classes with its options; {} for none. `key`: the variable of its key."""
        text, secret = self.str(name, default="").strip().rstrip("/"), self.str(key, default="").strip()
        if not text:
            return {}
        if text == "deepl":
            if not secret:
                raise _wrong(key, "must have the key that DeepL has given you")
            return {"CLASS": f"{MACHINES}.deepl.DeepLTranslator", "OPTIONS": {"AUTH_KEY": secret, "TIMEOUT": 10}}
        _parsed(
            name, text, "must be “deepl”, or the URL of a LibreTranslate server such as https://translate.example.org"
        )
        options = {"LIBRETRANSLATE_URL": text, "API_KEY": secret, "TIMEOUT": 10}
        return {"CLASS": f"{MACHINES}.libretranslate.LibreTranslator", "OPTIONS": options}

    def mail(self, name: str, default: str) -> dict[str, Any]:
        expected = "must be like smtp+tls://user:password@mail.example.org:587, or consolemail://"
        if self.str(name, default=default).startswith("anymail+"):
            return _mail_service(name, self.str(name))
        if self.str(name, default=default).startswith("smtps:"):  # django-environ treats it as smtp+tls
            raise _wrong(name, "must begin with smtp+tls:// (mostly port 587) or smtp+ssl:// (mostly port 465)")
        found = self._read(super().email, name, default, expected, {})
        if found["EMAIL_BACKEND"] == self.EMAIL_SCHEMES["smtp"] and not found["EMAIL_HOST"]:
            raise _wrong(name, f"names no mail server: it {expected}")
        return found

    def sender(self, name: str, default: str) -> str:
        found = self.str(name, default=default)
        try:
            validate_email(parseaddr(found)[1])
        except ValidationError:
            raise _wrong(name, f"must be like “New Times <noreply@example.org>”, not “{found}”") from None
        return found

    def time_zone(self, name: str, default: str) -> str:
        found = self.str(name, default=default).strip()
        try:
            ZoneInfo(found)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise _wrong(name, f"must be a time zone such as “Europe/Vilnius”, not “{found}”") from None
        return found

    def log_level(self, name: str, default: str) -> str:
        found = self.str(name, default=default).strip().upper()
        if found not in (names := logging.getLevelNamesMapping()):
            raise _wrong(name, f"must be one of {', '.join(names)}, not “{found}”")
        return found

    def _read(self, read: Any, name: str, default: str, expected: str, options: dict[str, type]) -> dict[str, Any]:
        text = self.str(name, default=default)
        if "://" not in text:
            raise _wrong(name, expected)
        _check_options(name, text, options)
        try:
            return read(name, default=default)
        except (ValueError, KeyError, ImproperlyConfigured):
            raise _wrong(name, f"{expected}. {SECRETS}") from None


def _check_options(name: str, url: str, known: dict[str, type]) -> None:
    """Checks what follows the “?” in `url`. Values are never shown: an unencoded “?” may be part of a password."""
    for option, value in parse_qsl(url.partition("?")[2], keep_blank_values=True):
        kind = known.get(option.lower())
        if kind is None:
            accepted = ", ".join(sorted(known)) or "none"
            raise _wrong(name, f"has an option after “?” that is not known; accepted: {accepted}. {SECRETS}")
        if kind is int and not re.fullmatch(r"[0-9]+", value):
            raise _wrong(name, f"needs a whole number for its option “{option.lower()}”")


def _mail_service(name: str, url: str) -> dict[str, Any]:
    """django-anymail's settings: each option of the URL under the name that its documentation has for the service."""
    parts = urlsplit(url)
    service = parts.scheme.removeprefix("anymail+").replace("-", "_")
    options = {key.upper(): value for key, value in parse_qsl(parts.query)}
    if not find_spec(f"anymail.backends.{service}") or parts.netloc or not options:
        raise _wrong(name, "must be like anymail+brevo:?api_key=…, with a service and options of django-anymail")
    secret = {"WEBHOOK_SECRET": options.pop("WEBHOOK_SECRET")} if "WEBHOOK_SECRET" in options else {}
    if secret and ":" not in secret["WEBHOOK_SECRET"]:
        raise _wrong(name, "must have a webhook_secret like user:password")
    return {
        "EMAIL_BACKEND": "cms.base.mail.service.ServiceBackend",
        "MAIL_SERVICE": service,
        "ANYMAIL": {**secret, **{f"{service.upper()}_{key}": value for key, value in options.items()}},
    }


def _flag(name: str, text: str) -> bool:
    if text.strip().lower() not in TRUE | FALSE:
        raise _wrong(name, f"must be “true” or “false”, not “{text}”")
    return text.strip().lower() in TRUE


def _names(name: str, text: str) -> list[str]:
    found = list(dict.fromkeys(filter(None, (item.strip() for item in text.split(",")))))
    if not found:
        raise _wrong(name, "must name at least one, with commas between them")
    return found


def _parsed(name: str, text: str, expected: str) -> SplitResult:
    try:
        url = urlsplit(text)
        is_complete = url.scheme in ("http", "https") and url.hostname and not re.search(r"[\s,]", text)
        url.port  # noqa: B018  # raises an error if it is not a number
    except ValueError:
        raise _wrong(name, f"{expected}. {SECRETS}") from None
    if not is_complete:
        raise _wrong(name, expected)
    return url


def _wrong(name: str, sentence: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {sentence}.".replace("..", "."))
