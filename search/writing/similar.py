"""Practices similar to the title being typed: public ones, and drafts that the user may edit."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.base.access.required import require
from cms.base.ids import id_in
from cms.base.languages import active_language, content_languages
from practices.models import PracticePage
from search.engines.current import current_engine
from search.language.analysis import fold, significant_words, words
from search.query.query import MAX_TEXT, Query

MAX_SIMILAR = 3


@dataclass(frozen=True)
class Similar:
    title: str
    url: str
    is_draft: bool = False


@require_safe
def similar_practices(request: HttpRequest) -> HttpResponse:
    """Links for the title `q`, without the page with the id `page`. One search, and one query for drafts."""
    require(policy_registry.get_by_type(Page), request.user, "add")
    title, language = request.GET.get("q", "")[:MAX_TEXT], request.GET.get("language", "")
    if language not in dict(content_languages()):
        language = active_language()
    key = _key_of(request.GET.get("page", ""))
    found = [*_drafts(request.user, title, language, key), *_public(title, language, key)] if title.strip() else []
    return render(request, "practices/admin/similar.html", {"practices": found[:MAX_SIMILAR]})


def _key_of(page: str) -> Any:
    return PracticePage.objects.filter(pk=id_in(page)).values_list("translation_key", flat=True).first()


def _public(title: str, language: str, key: Any) -> list[Similar]:
    results = current_engine().search(Query(text=title, language=language), (), [PracticePage.kind])
    words_of = (hit.words[hit.language_for(language)] for hit in (*results.hits, *results.more) if hit.key != key)
    return [Similar(each["title"], each["url"]) for each in words_of]


def _drafts(user: Any, title: str, language: str, key: Any) -> list[Similar]:
    """Drafts whose titles contain half of the words."""
    wanted = {fold(word) for word in significant_words(words(title), language)}
    visible = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"})
    drafts = PracticePage.objects.filter(pk__in=visible, live=False).exclude(translation_key=key).order_by("-pk")
    return [
        Similar(draft, reverse("wagtailadmin_pages:edit", args=[pk]), is_draft=True)
        for pk, draft in drafts.values_list("pk", "draft_title")
        if wanted and 2 * len(wanted & {fold(word) for word in words(draft)}) >= len(wanted)
    ]


@hooks.register("register_admin_urls")
def similar_url() -> list[URLPattern]:
    return [path("practices/similar/", similar_practices, name="similar_practices")]
