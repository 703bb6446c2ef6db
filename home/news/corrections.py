"""The form for suggesting a correction to a news item, at `correction/` below its page."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from cms.base.access.roles import COORDINATORS
from cms.base.display.part import Part
from cms.base.feedback.correcting import or_administrators, take_correction
from home.news.news_page import NewsPage


def correction(page: NewsPage, request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    part = Part("correction/", _("Suggest a correction"))
    return take_correction(request, page, recipients, {"page": page, "self": page, "part": part})


def recipients() -> QuerySet:
    """The coordinators; administrators, if none of them can be reached."""
    return or_administrators(get_user_model()._default_manager.filter(groups__role__key=COORDINATORS))


NewsPage.other_forms["correction"] = correction
