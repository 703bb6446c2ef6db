"""The other formats of an issue: its PDF at `pdf/` below its page, and all of them in previews."""

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cms.base.printing.pdf import NotPrinted, typeset_with_images
from cms.base.printing.serving import not_printed, pdf_response
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.mail import compose_mail
from home.newsletter.paper import newspaper

PREVIEW_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)


def pdf(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    printed = newspaper(issue)
    return pdf_response(printed, request, issue.title, printed.data["url"])


def mail(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    """Mails have inline styles, which the policy of public pages forbids. Loads pictures from the admin's host."""
    site = issue.get_site() if issue.path else None
    html = compose_mail(issue).html
    response = HttpResponse(html.replace(f'src="{site.root_url}/', 'src="/') if site else html)
    response["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def plain_text(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    composed = compose_mail(issue)
    return HttpResponse(f"{composed.subject}\n\n{composed.text}", content_type="text/plain; charset=utf-8")


def pages_as_images(issue: NewsletterPage, request: HttpRequest) -> HttpResponseBase:
    """The pages of the newspaper as images, because not every browser embeds PDFs."""
    try:
        document, pages = typeset_with_images(newspaper(issue))
    except NotPrinted as error:
        return not_printed(request, error)
    context = {
        "document": _data_url("application/pdf", document),
        "name": f"{issue.slug or 'pdf'}.pdf",
        "pages": [_data_url("image/png", page) for page in pages],
    }
    response = render(request, "newsletter/newspaper_preview.html", context)
    response["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def _data_url(content_type: str, content: bytes) -> str:
    return f"data:{content_type};base64,{b64encode(content).decode()}"


NewsletterPage.other_forms["pdf"] = pdf
NewsletterPage.previews |= {
    "mail": (_("Mail"), mail),
    "text": (_("Mail as plain text"), plain_text),
    "pdf": (_("Newspaper (PDF)"), pages_as_images),
}
