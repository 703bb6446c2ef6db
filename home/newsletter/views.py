"""The other forms of an issue: its PDF at `pdf/` below its page, and all of them on a preview."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from cms.base.printing.serving import pdf_response
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.mail import compose_mail
from home.newsletter.paper import newspaper


def pdf(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    printed = newspaper(issue)
    return pdf_response(printed, request, issue.title, printed.data["url"])


def mail(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(compose_mail(issue).html)


def plain_text(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    composed = compose_mail(issue)
    return HttpResponse(f"{composed.subject}\n\n{composed.text}", content_type="text/plain; charset=utf-8")


NewsletterPage.other_forms["pdf"] = pdf
NewsletterPage.previews |= {
    "mail": (_("Mail"), mail),
    "text": (_("Mail as plain text"), plain_text),
    "pdf": (_("Newspaper (PDF)"), pdf),
}
