"""What there is at URLs below that of a meeting. Whoever may not see the page gets none of it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

OTHER_FORMS: dict[str, Callable[[Any, HttpRequest], HttpResponseBase]] = {}  # by the last part of the URL
