from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from cms.base.delivery.offered import refuse_unless_offered
from cms.base.languages import active_language
from practices.repository.cards import visible_page
from practices.versions.model import PublishedVersion
from practices.versions.shown import page_at


@transaction.non_atomic_requests
@require_safe
def practice_version(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """The practice as it was published. Raises 404 if the practice is not visible today in this language."""
    refuse_unless_offered(request)
    page = visible_page(key, [active_language()])
    if page is None or not PublishedVersion.objects.filter(practice=page.translation_key, number=int(number)).exists():
        raise Http404
    old = page_at(page, int(number), request)
    if old is None:
        raise Http404
    if old.version.number != int(number):  # nothing changed in this language
        return redirect(old.version.url)
    context = {**old.page.get_context(request), "old": old}
    response = TemplateResponse(request, old.page.template, context, headers={"X-Robots-Tag": "noindex"})
    return response.render()
