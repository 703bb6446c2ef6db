"""The PDF of a practice, at `pdf/` below its page."""

import hashlib
import json
import logging

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from cms.base.delivery.error_views import server_error
from cms.base.rich_text import text
from practices.printing.content import Printed, printed
from practices.printing.pdf import HERE, Busy, NotPrinted, typeset
from practices.repository.other_forms import OTHER_FORMS
from practices.repository.practice import PracticePage

DAY = 24 * 60 * 60  # seconds that a PDF is kept for the next reader
RETRY = 30  # seconds

logger = logging.getLogger(__name__)


def pdf(page: PracticePage, request: HttpRequest) -> HttpResponseBase:
    """Typeset once for each version of what it shows."""
    content = printed(page, request)
    version = _version(content)
    if unchanged := get_conditional_response(request, quote_etag(version)):
        return unchanged
    try:
        document = cache.get_or_set(f"pdf-{version}", lambda: typeset(content), DAY)
    except NotPrinted as error:
        return _not_printed(request, error)
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header(False, _file_name(page.title)))
    response["ETag"] = quote_etag(version)
    response["Link"] = f'<{content.data["url"]}>; rel="canonical"'
    patch_cache_control(response, private=True, no_cache=True)  # the page may be private, and may change
    return response


def _file_name(title: str) -> str:
    """A title may have anything in it but line breaks; Django quotes it for the header."""
    return f"{' '.join(text(title).replace('/', '–').split())}.pdf"


def _version(content: Printed) -> str:
    """Of the data, the pictures and the program."""
    pictures = {name: [image.pk, image.file_hash or image.file.name] for name, image in content.pictures.items()}
    program = [(HERE / name).read_text(encoding="utf-8") for name in ("practice.typ", "pdf.py")]
    shown = json.dumps([content.data, pictures, program], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def _not_printed(request: HttpRequest, error: NotPrinted) -> HttpResponseBase:
    response = server_error(request)
    if isinstance(error, Busy):
        response.status_code = 503
        response["Retry-After"] = str(RETRY)
    else:
        logger.error("The PDF of %s failed", request.path, exc_info=error)
    return response


OTHER_FORMS["pdf"] = pdf
