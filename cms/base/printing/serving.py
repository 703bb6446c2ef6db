"""A PDF as a response: typeset once for each version of what it shows."""

import hashlib
import json
import logging

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from cms.base.delivery.error_views import server_error
from cms.base.printing.pdf import COMMON, HERE, Busy, NotPrinted, Printed, typeset
from cms.base.text import storable

DAY = 24 * 60 * 60  # seconds for which a PDF is cached
RETRY = 30  # seconds
FAILED_FOR = 60 * 60  # seconds without another try after a failure: each try is expensive

logger = logging.getLogger(__name__)


def pdf_response(printed: Printed, request: HttpRequest, title: str, canonical_url: str) -> HttpResponseBase:
    """`title` names the file; the PDF is another form of the page at `canonical_url`."""
    version = _version(printed)
    if unchanged := get_conditional_response(request, quote_etag(version)):
        return unchanged
    if cache.get(f"pdf-failed-{version}"):
        return server_error(request)
    try:
        document = cache.get_or_set(f"pdf-{version}", lambda: typeset(printed), DAY)
    except NotPrinted as error:
        if not isinstance(error, Busy):
            cache.set(f"pdf-failed-{version}", True, FAILED_FOR)
        return not_printed(request, error)
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header(False, _file_name(title)))
    response["ETag"] = quote_etag(version)
    response["Link"] = f'<{canonical_url}>; rel="canonical"'
    patch_cache_control(response, private=True, no_cache=True)  # the page may be private, and may change
    return response


def _file_name(title: str) -> str:
    """A title may have anything in it but line breaks; Django quotes it for the header."""
    return f"{' '.join(storable(title).replace('/', '–').split())}.pdf"


def _version(printed: Printed) -> str:
    """A hash of the data, the pictures and the program."""
    pictures = {
        name: [image.pk, image.file_hash or image.file.name, spec] for name, (image, spec) in printed.pictures.items()
    }
    drawings = {name: drawing.decode() for name, drawing in printed.drawings.items()}
    program = [path.read_text(encoding="utf-8") for path in (printed.template, COMMON, HERE / "pdf.py")]
    shown = json.dumps([printed.data, pictures, drawings, program], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def not_printed(request: HttpRequest, error: NotPrinted) -> HttpResponseBase:
    response = server_error(request)
    if isinstance(error, Busy):
        response.status_code = 503
        response["Retry-After"] = str(RETRY)
    else:
        logger.error("The PDF of %s failed", request.path, exc_info=error)
    return response
