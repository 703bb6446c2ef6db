"""The PDF of a practice, at `pdf/` below its page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.base.printing.serving import pdf_response
from practices.printing.content import printed
from practices.repository.practice import PracticePage


def pdf(page: PracticePage, request: HttpRequest) -> HttpResponseBase:
    content = printed(page, request)
    return pdf_response(content, request, page.title, content.data["url"])


PracticePage.other_forms["pdf"] = pdf
