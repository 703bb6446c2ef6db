"""The page that each notice links to. Opening it changes nothing; its button or a one-click unsubscribe does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.base.people.notices.kinds import Rhythm
from cms.base.people.notices.links import to_stop
from cms.base.people.notices.preferences import choices_of, choose
from cms.base.people.notices.sending import language_of
from cms.base.readers.personal_views import language_to_show, personal


@personal
def stop_notices(request: HttpRequest, token: str) -> HttpResponse:
    stopping = to_stop(token)
    if stopping and request.method == "POST":
        choose(stopping.user, dict.fromkeys((kind.name for kind in stopping.kinds), Rhythm.NEVER.value))
    kinds = []
    if stopping:
        rhythms = choices_of(stopping.user)
        kinds = [kind for kind in stopping.kinds if rhythms[kind.name] != Rhythm.NEVER]
    with override(language_to_show(request, language_of(stopping.user) if stopping else None)):
        heading = _("No more of these e-mails?") if kinds else _("You no longer get these e-mails")
        return render(request, "pages/stop_notices.html", {"heading": heading, "kinds": kinds})
