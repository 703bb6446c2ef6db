from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.admin.auth import require_admin_access

from cms.style_guide.samples import context


@require_admin_access
def style_guide(request: HttpRequest) -> HttpResponse:
    """For everybody with access to the admin, since it shows no content of the site."""
    keeps_path = {"keeps_path_in_every_language": True}
    return render(request, "pages/style_guide.html", {**context(get_language() or ""), **keeps_path})
