"""Steps of a translator's work, as the admin takes them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.base.models import TranslationItem
from cms.base.translation.desk.refresh import refresh
from home.models import NewsIndexPage, NewsPage
from tests.base.admin import PUBLISH, edit_url, fresh, submit_for_translation

SignIn = Callable[[str], Client]
Commit = Callable[..., Any]


def make_news(**values: Any) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    body = [{"type": "heading", "value": "Agenda"}, {"type": "paragraph", "value": "<p>We met in Rome.</p>"}]
    page = NewsPage(title="Meeting in Rome", summary="Partners met.", body=body, live=False, **values)
    index.add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def record(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def desk_state(page: Page) -> str:
    """What the desk says of `page`, a translation."""
    refresh("page", [str(page.translation_key)])
    return TranslationItem.objects.get(object_key=page.translation_key, locale=page.locale).state


def sent(client: Client, page: Page, language: str) -> Any:
    """`page` in `language`, as a draft for a translator."""
    assert submit_for_translation(client, page, language).status_code == 302
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=language)


def write(client: Client, page: Page, path: str, text: str) -> HttpResponse:
    """As the editor in the browser does it: one request for each string."""
    translation = record(page)
    segment = translation.source.stringsegment_set.filter(context__path__startswith=path).order_by("order")[0]
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(url, f"value={text}", content_type="application/x-www-form-urlencoded")


def publish(client: Client, page: Page, commit: Commit, button: dict[str, str] = PUBLISH) -> Any:
    with commit(execute=True):
        assert client.post(edit_url(page), button).status_code == 302
    return fresh(page)
