"""All questions about the texts of an item, for its translators and the authors of the original."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.base.ids import ids_in
from cms.base.languages import language_name
from cms.base.text import plain_text, storable
from cms.base.translation.comments.commenting import comment_on, may_comment
from cms.base.translation.comments.model import TranslationComment
from cms.base.translation.desk.access import may_begin
from cms.base.translation.editor.access import item_at


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, kind: str, key: str, language: str) -> HttpResponse:
    """POST replies to the comment `about` with `text`; with `resolve`, resolves all comments on that text."""
    item = item_at(kind, key, language)
    if item is None:
        raise Http404
    may_translate = may_begin(request.user, item)
    if not (may_translate or may_comment(request.user, item)):
        raise PermissionDenied
    if request.method == "POST":
        about = item.comments.filter(pk__in=ids_in([request.POST.get("about", "")])).first()
        if about is None:
            raise Http404
        if words := storable(request.POST.get("text", "")).strip():
            comment_on(item, about.path, about.source, words, request.user)
            messages.success(request, _("Your comment has been sent."))
        if "resolve" in request.POST:
            item.comments.filter(path=about.path).update(is_resolved=True)
            messages.success(request, _("The question has been resolved."))
        return redirect(request.path)
    threads: dict[str, list[TranslationComment]] = {}
    for comment in item.comments.select_related("user__wagtail_userprofile"):
        threads.setdefault(comment.path, []).append(comment)
    context = {
        "item": item,
        "threads": [
            {
                "comments": thread,
                "source": plain_text(thread[-1].source),
                "last": thread[-1],
                "is_open": any(not each.is_resolved for each in thread),
            }
            for thread in threads.values()
        ],
        "target_name": language_name(language),
        "editor_url": item.editor_url if may_translate else "",
    }
    return render(request, "base/admin/translate/comments.html", context)
