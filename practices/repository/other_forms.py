"""What a practice can also be had as, at a URL below its own: the apps and folders above add theirs.

Whoever may not see the page gets none of them.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

OTHER_FORMS: dict[str, Callable[[Any, HttpRequest], HttpResponseBase]] = {}  # by the last part of the URL
