"""The pages that links in mails lead to: confirm, preferences, unsubscribe.

Opening a link changes nothing, because mail servers open links to scan for malware. The link itself authenticates the
reader, so there is no CSRF token and no cookie. The pages are in the reader's language, if it is still offered.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.base.delivery.locale import preferred_language
from cms.base.delivery.offered import offered_languages
from cms.base.readers.forms import PreferencesForm
from cms.base.readers.kinds import kind_named, kinds, label_of
from cms.base.readers.links import ForgedLink, preferences_url, reader_of, to_confirm, to_end
from cms.base.readers.model import Reader, Subscription
from cms.base.readers.subscribing import confirm, end, erase

View = Callable[[HttpRequest, str], HttpResponse]


def personal(view: View) -> View:
    @csrf_exempt
    @transaction.non_atomic_requests
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def personal_view(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except ForgedLink:
            response = _show(request, None, "forged", status=400)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"  # the URL is a secret
        return response

    return personal_view


@personal
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    subscription = to_confirm(token)
    if subscription is None:
        return _show(request, None, "gone", status=410)
    if not subscription.confirmed:
        if subscription.is_too_old_to_confirm():
            return _show(request, subscription.language, "late", **_about(subscription), status=410)
        if request.method == "POST":
            confirm(subscription)
            return redirect(request.path)
        return _show(request, subscription.language, "confirm", **_about(subscription))
    url = preferences_url(subscription.reader)
    return _show(request, subscription.reader.language, "confirmed", **_about(subscription), preferences_url=url)


@personal
def reader_preferences(request: HttpRequest, token: str) -> HttpResponse:
    reader = reader_of(token)
    if reader is None:
        return _show(request, None, "nothing")
    subscriptions = list(reader.subscriptions.confirmed().order_by("kind", "topic"))
    if request.method != "POST":
        return _preferences(request, reader, subscriptions)
    action = request.POST.get("action")
    if action == "erase":
        language = reader.language
        erase(reader)
        return _show(request, language, "erased")
    if action == "stop":
        end(reader.subscriptions.select_related("reader"))
        return _show(request, reader.language, "ended")
    form = _form(request, reader, subscriptions, request.POST)
    if not form.is_valid():
        return _preferences(request, reader, subscriptions, form, status=422)
    # The form does not affect subscriptions that began after the page was opened.
    ended = set(request.POST.getlist("listed")) - set(form.cleaned_data["subscriptions"])
    Reader.objects.filter(pk=reader.pk).update(language=form.cleaned_data["language"])
    end(each for each in subscriptions if str(each.pk) in ended)
    return redirect(f"{request.path}?saved")


@personal
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program posts `List-Unsubscribe=One-Click` (RFC 8058), a reader presses the button: both do the same."""
    ending = to_end(token)
    subscriptions = ending.subscriptions()
    reader = subscriptions[0].reader if subscriptions else Reader.objects.filter(digest=ending.digest).first()
    language = reader.language if reader else None
    if not subscriptions:
        return _show(request, language, "ended")
    if request.method == "POST":
        end(subscriptions)
        return _show(request, language, "ended")
    return _show(request, language, "unsubscribe", **_about(subscriptions[0]))


def _about(subscription: Subscription) -> dict[str, Any]:
    return {"subscription": subscription, "address": subscription.reader.address}


def _form(request: HttpRequest, reader: Reader, subscriptions: list[Subscription], data: Any = None) -> PreferencesForm:
    languages = offered_languages(request)
    if reader.language not in languages:
        languages = [reader.language, *languages]  # no longer offered, but kept until they choose another
    with override(language_to_show(request, reader.language)):
        named = [(each.pk, label_of(each.kind, each.topic)) for each in subscriptions]
    initial = {"language": reader.language, "subscriptions": [each.pk for each in subscriptions]}
    return PreferencesForm(data, languages=languages, subscriptions=named, initial=initial)


def _preferences(
    request: HttpRequest,
    reader: Reader,
    subscriptions: list[Subscription],
    form: PreferencesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or _form(request, reader, subscriptions)
    context = {"address": reader.address, "form": form, "is_saved": "saved" in request.GET}
    return _show(request, reader.language, "preferences", **context, status=status)


def language_to_show(request: HttpRequest, wanted: str | None) -> str:
    return wanted if wanted in offered_languages(request) else preferred_language(request)


def _show(request: HttpRequest, language: str | None, state: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page for `state`; see the template for what each says."""
    with override(language_to_show(request, language)):
        subscription = context.get("subscription")
        if subscription:
            context["label"] = label_of(subscription.kind, subscription.topic)
            context["kind"] = kind_named(subscription.kind)
        context |= {"state": state, "heading": _headings()[state], "kinds": kinds()}
        return render(request, "pages/subscription.html", context, status=status)


def _headings() -> dict[str, str]:
    return {
        "confirm": _("Confirm your subscription"),
        "confirmed": _("You are subscribed"),
        "late": _("This link is no longer valid"),
        "gone": _("There is nothing to confirm"),
        "forged": _("This link does not work"),
        "preferences": _("What we send you"),
        "nothing": _("We send you nothing"),
        "unsubscribe": _("Unsubscribe"),
        "ended": _("You are unsubscribed"),
        "erased": _("Your data are deleted"),
    }
