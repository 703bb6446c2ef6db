"""Readers say that a page helped with a button at its end. This is counted; nothing about the reader is stored.

The button is on pages that are the same for everybody and served from memory, so it has no CSRF token and needs no
cookie. Browsers themselves send the site that a form was on.
"""

from urllib.parse import urlsplit

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.base.delivery.offered import refuse_unless_offered
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import public_pages
from cms.base.feedback.counting import count_reader
from cms.base.public_forms.forms import PublicForm
from cms.base.throttling.attempts import begin, key_of
from cms.base.throttling.client_network import client_network


@csrf_exempt
@transaction.non_atomic_requests  # an attempt counts even if what follows is rolled back
@require_POST
def helped(request: HttpRequest, page_id: int) -> HttpResponse:
    """403 from another site, 404 for a page that visitors cannot see or that has no such button.

    Otherwise redirects back to the page with thanks. Repeated clicks, staff and bots get the same response but are not
    counted.
    """
    refuse_unless_offered(request)
    if not _is_from_this_site(request):
        return HttpResponseForbidden(_("This form can only be sent from this website."), content_type="text/plain")
    page = public_pages().filter(pk=page_id).first()
    if page is None or not getattr(page.specific_class, "takes_feedback", False):
        raise Http404
    form = PublicForm(request.POST)
    if form.is_valid() and not form.is_from_a_program and not request.user.is_authenticated:
        _count(page, request)
    response = HttpResponseRedirect(f"{url_of(page, request)}?thanks#feedback")
    response.status_code = 303
    return response


def _count(page: Page, request: HttpRequest) -> None:
    network = client_network(request)
    keys = {"pair": key_of("helped", "pair", str(page.pk), network), "network": key_of("helped", "network", network)}
    if not begin(keys):
        count_reader(page.pk)


def _is_from_this_site(request: HttpRequest) -> bool:
    """Judges by the headers that browsers send with a form. Over plain HTTP they send only the origin."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.netloc == request.get_host()
